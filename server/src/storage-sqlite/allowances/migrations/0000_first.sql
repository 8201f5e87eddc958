CREATE TABLE `allowances` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text,
	`content_key` text NOT NULL,
	`device_id` text NOT NULL,
	`wave_id` text,
	`commune` text,
	`village` text,
	`amount_vnd` integer,
	`code` text,
	`is_readable` integer NOT NULL,
	`received_at` text NOT NULL,
	`sealed` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `allowances_content_key_unique` ON `allowances` (`content_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `allowances_id` ON `allowances` (`id`) WHERE code is null;--> statement-breakpoint
CREATE INDEX `allowances_place` ON `allowances` (`wave_id`,`commune`,`village`,`number`);