CREATE TABLE `action_revisions` (
	`action_id` text NOT NULL,
	`revision` integer NOT NULL,
	`wave_id` text NOT NULL,
	`instrument_id` text NOT NULL,
	`what` text NOT NULL,
	`responsible` text NOT NULL,
	`due_day` text NOT NULL,
	`status` text NOT NULL,
	`evidence` text NOT NULL,
	`level` text NOT NULL,
	`units` text NOT NULL,
	`criteria` text NOT NULL,
	`user_id` text,
	`at` text NOT NULL,
	PRIMARY KEY(`action_id`, `revision`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
