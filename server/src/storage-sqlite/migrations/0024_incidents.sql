CREATE TABLE `incident_entries` (
	`incident_id` text NOT NULL,
	`revision` integer NOT NULL,
	`step` text NOT NULL,
	`at` text NOT NULL,
	`noticed_at` text,
	`began_at` text,
	`what` text,
	`data` text,
	`people_most` integer,
	`done_at` text,
	`verdict` text,
	`reference` text,
	`corrects` integer,
	`note` text NOT NULL,
	`user_id` text NOT NULL,
	PRIMARY KEY(`incident_id`, `revision`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TRIGGER `incident_entries_stay` BEFORE UPDATE ON `incident_entries` BEGIN SELECT raise(abort, 'the register of incidents is only added to'); END;--> statement-breakpoint
CREATE TRIGGER `incident_entries_remain` BEFORE DELETE ON `incident_entries` BEGIN SELECT raise(abort, 'the register of incidents is only added to'); END;
