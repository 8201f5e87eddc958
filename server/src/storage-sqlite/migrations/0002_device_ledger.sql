CREATE TABLE `device_contacts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`device_id` text NOT NULL,
	`at` text NOT NULL,
	`offset_ms` integer,
	FOREIGN KEY (`device_id`) REFERENCES `devices`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `device_contacts_device` ON `device_contacts` (`device_id`,`id`);--> statement-breakpoint
CREATE TABLE `gap_write_offs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`device_id` text NOT NULL,
	`kind` text NOT NULL,
	`epoch` text NOT NULL,
	`from_seq` integer NOT NULL,
	`to_seq` integer NOT NULL,
	`reason` text NOT NULL,
	`user_id` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`device_id`) REFERENCES `devices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `gap_write_offs_device` ON `gap_write_offs` (`device_id`,`id`);--> statement-breakpoint
CREATE TABLE `wave_status_changes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`wave_id` text NOT NULL,
	`status` text NOT NULL,
	`user_id` text,
	`at` text NOT NULL,
	FOREIGN KEY (`wave_id`) REFERENCES `waves`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `devices` ADD `storage_usage` real;--> statement-breakpoint
ALTER TABLE `devices` ADD `storage_quota` real;--> statement-breakpoint
ALTER TABLE `devices` ADD `clock_offset_ms` integer;--> statement-breakpoint
ALTER TABLE `devices` ADD `clock_measured_at` text;--> statement-breakpoint
ALTER TABLE `devices` ADD `told_incarnation` text;--> statement-breakpoint
ALTER TABLE `devices` ADD `forgotten_receipt` integer;--> statement-breakpoint
ALTER TABLE `devices` ADD `forgotten_at` text;--> statement-breakpoint
ALTER TABLE `envelopes` ADD `contact_at` text;--> statement-breakpoint
ALTER TABLE `envelopes` ADD `clock_offset_ms` integer;--> statement-breakpoint
ALTER TABLE `responses` ADD `corrected_at` text;--> statement-breakpoint
ALTER TABLE `responses` ADD `time_trust` text DEFAULT 'implausible' NOT NULL;--> statement-breakpoint
ALTER TABLE `wave_instruments` ADD `published_at` text;--> statement-breakpoint
-- What came before has neither contact nor offset: its own clock is all there is. The same bounds as in finish-time.
UPDATE `responses` SET `corrected_at` = `finished_at`, `time_trust` = 'claimed'
WHERE EXISTS (
	SELECT 1 FROM `envelopes` AS e JOIN `devices` AS d ON d.`id` = e.`device_id`
	WHERE e.`receipt` = `responses`.`receipt`
	AND `responses`.`finished_at` >= strftime('%Y-%m-%dT%H:%M:%fZ', d.`enrolled_at`, '-1 day')
	AND `responses`.`finished_at` <= strftime('%Y-%m-%dT%H:%M:%fZ', `responses`.`received_at`, '+1 day')
);
