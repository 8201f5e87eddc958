CREATE TABLE `device_acts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`device_id` text NOT NULL,
	`act` text NOT NULL,
	`surveyor_id` text NOT NULL,
	`before_id` text,
	`reason` text,
	`user_id` text,
	`at` text NOT NULL,
	FOREIGN KEY (`device_id`) REFERENCES `devices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`surveyor_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`before_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `device_acts_device` ON `device_acts` (`device_id`,`id`);--> statement-breakpoint
ALTER TABLE `device_adoptions` ADD `was_enrolled` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `enrolment_codes` ADD `purpose` text DEFAULT 'phone' NOT NULL;--> statement-breakpoint
INSERT INTO `device_acts` (`device_id`, `act`, `surveyor_id`, `user_id`, `at`)
SELECT `device_id`, 'adopted', `surveyor_id`, `user_id`, `at` FROM `device_adoptions` ORDER BY `at`;
