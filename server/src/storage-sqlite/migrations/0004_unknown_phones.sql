CREATE TABLE `device_adoptions` (
	`device_id` text PRIMARY KEY NOT NULL,
	`surveyor_id` text NOT NULL,
	`user_id` text,
	`at` text NOT NULL,
	FOREIGN KEY (`device_id`) REFERENCES `devices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`surveyor_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `lines_judged_again` (
	`receipt` integer PRIMARY KEY NOT NULL,
	`stands_as` integer NOT NULL,
	FOREIGN KEY (`receipt`) REFERENCES `envelopes`(`receipt`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`stands_as`) REFERENCES `envelopes`(`receipt`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `unknown_callers` (
	`device_id` text PRIMARY KEY NOT NULL,
	`first_seen_at` text NOT NULL,
	`last_seen_at` text NOT NULL,
	`tries` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `enrolment_codes` ADD `renews_device_id` text;--> statement-breakpoint
CREATE INDEX `envelopes_unknown_device` ON `envelopes` (`detail`,`receipt`) WHERE code = 'envelope.unknown-device';