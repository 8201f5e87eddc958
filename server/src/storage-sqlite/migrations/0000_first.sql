CREATE TABLE `device_epochs` (
	`device_id` text NOT NULL,
	`epoch` text NOT NULL,
	`head_seq` integer NOT NULL,
	`head_hash` text,
	PRIMARY KEY(`device_id`, `epoch`),
	FOREIGN KEY (`device_id`) REFERENCES `devices`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `devices` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`name` text NOT NULL,
	`platform` text NOT NULL,
	`public_key` text,
	`enrolled_at` text NOT NULL,
	`revoked_at` text,
	`last_contact_at` text,
	`app_version` text,
	`unsent` integer,
	`oldest_unsent_at` text,
	`storage_persisted` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `devices_token_hash_unique` ON `devices` (`token_hash`);--> statement-breakpoint
CREATE TABLE `enrolment_codes` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text,
	`device_id` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `envelopes` (
	`receipt` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`content_hash` text NOT NULL,
	`outcome` text NOT NULL,
	`code` text,
	`detail` text,
	`response_id` text,
	`revision` integer,
	`device_id` text,
	`epoch` text,
	`seq` integer,
	`holds_seq` integer NOT NULL,
	`carrier_device_id` text,
	`wave_id` text,
	`commune` text,
	`received_at` text NOT NULL,
	`line` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `envelopes_revision` ON `envelopes` (`response_id`,`revision`) WHERE outcome in ('stored', 'quarantined') and response_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `envelopes_chain` ON `envelopes` (`device_id`,`epoch`,`seq`) WHERE holds_seq = 1;--> statement-breakpoint
CREATE UNIQUE INDEX `envelopes_kept_apart_hash` ON `envelopes` (`content_hash`) WHERE outcome <> 'stored';--> statement-breakpoint
CREATE INDEX `envelopes_kept_apart` ON `envelopes` (`wave_id`,`receipt`) WHERE outcome <> 'stored';--> statement-breakpoint
CREATE INDEX `envelopes_kept_apart_device` ON `envelopes` (`device_id`,`receipt`) WHERE outcome <> 'stored';--> statement-breakpoint
CREATE INDEX `envelopes_kept_apart_carrier` ON `envelopes` (`carrier_device_id`,`receipt`) WHERE outcome <> 'stored';--> statement-breakpoint
CREATE TABLE `grouping_members` (
	`grouping_id` text NOT NULL,
	`commune` text NOT NULL,
	`node` text NOT NULL,
	PRIMARY KEY(`grouping_id`, `commune`),
	FOREIGN KEY (`grouping_id`) REFERENCES `groupings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `grouping_nodes` (
	`grouping_id` text NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	PRIMARY KEY(`grouping_id`, `code`),
	FOREIGN KEY (`grouping_id`) REFERENCES `groupings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `groupings` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `instruments` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`version` text NOT NULL,
	`canonical` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `instruments_version_unique` ON `instruments` (`version`);--> statement-breakpoint
CREATE TABLE `responses` (
	`response_id` text PRIMARY KEY NOT NULL,
	`receipt` integer NOT NULL,
	`revision` integer NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`wave_id` text NOT NULL,
	`instrument_key` integer NOT NULL,
	`commune` text NOT NULL,
	`village` text NOT NULL,
	`slot_key` text,
	`surveyor_id` text NOT NULL,
	`mode` text NOT NULL,
	`visit_outcome` text,
	`finished_at` text NOT NULL,
	`received_at` text NOT NULL,
	`packed` text NOT NULL,
	FOREIGN KEY (`receipt`) REFERENCES `envelopes`(`receipt`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `responses_slot` ON `responses` (`slot_key`) WHERE slot_key is not null;--> statement-breakpoint
CREATE INDEX `responses_progress` ON `responses` (`wave_id`,`commune`,`village`,`surveyor_id`,`state`,`visit_outcome`,`received_at`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `store_meta` (
	`id` integer PRIMARY KEY NOT NULL,
	`incarnation` text NOT NULL,
	`safe_receipt` integer NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `unit_successions` (
	`old_code` text NOT NULL,
	`new_code` text NOT NULL,
	`valid_from` text NOT NULL,
	`kind` text NOT NULL,
	PRIMARY KEY(`old_code`, `new_code`, `valid_from`)
);
--> statement-breakpoint
CREATE TABLE `units` (
	`code` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text,
	`name` text NOT NULL,
	`level` text NOT NULL,
	`kind` text NOT NULL,
	`parent_code` text,
	PRIMARY KEY(`code`, `valid_from`, `name`)
);
--> statement-breakpoint
CREATE TABLE `user_areas` (
	`user_id` text NOT NULL,
	`area` text NOT NULL,
	PRIMARY KEY(`user_id`, `area`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`username` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`password_hash` text NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_username_unique` ON `users` (`username`);--> statement-breakpoint
CREATE TABLE `village_counts` (
	`wave_id` text NOT NULL,
	`instrument_key` integer NOT NULL,
	`commune` text NOT NULL,
	`village` text NOT NULL,
	`counts` blob NOT NULL,
	PRIMARY KEY(`wave_id`, `instrument_key`, `commune`, `village`)
);
--> statement-breakpoint
CREATE TABLE `wave_instruments` (
	`wave_id` text NOT NULL,
	`instrument_key` integer NOT NULL,
	PRIMARY KEY(`wave_id`, `instrument_key`),
	FOREIGN KEY (`wave_id`) REFERENCES `waves`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`instrument_key`) REFERENCES `instruments`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `wave_villages` (
	`wave_id` text NOT NULL,
	`commune` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`target` integer NOT NULL,
	PRIMARY KEY(`wave_id`, `commune`, `code`),
	FOREIGN KEY (`wave_id`) REFERENCES `waves`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `waves` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`status` text NOT NULL,
	`catalogue` text NOT NULL,
	`scheme` text NOT NULL,
	`minimum_base` integer NOT NULL,
	`minimum_cell` integer NOT NULL,
	`district_grouping` text NOT NULL,
	`created_at` text NOT NULL
);
