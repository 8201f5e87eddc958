CREATE TABLE `grouping_revisions` (
	`grouping_id` text NOT NULL,
	`revision` integer NOT NULL,
	`nodes` text NOT NULL,
	`members` text NOT NULL,
	`user_id` text,
	`at` text NOT NULL,
	PRIMARY KEY(`grouping_id`, `revision`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
