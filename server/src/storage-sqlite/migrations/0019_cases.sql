CREATE TABLE `case_entries` (
	`case_id` text NOT NULL,
	`revision` integer NOT NULL,
	`state` text NOT NULL,
	`extended` integer NOT NULL,
	`note` text NOT NULL,
	`user_id` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`case_id`, `revision`),
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `cases` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`code` text,
	`received_day` text NOT NULL,
	`asked` text NOT NULL
);
--> statement-breakpoint
CREATE TRIGGER `cases_stay` BEFORE UPDATE ON `cases` BEGIN SELECT raise(abort, 'the register of cases is only added to'); END;--> statement-breakpoint
CREATE TRIGGER `cases_remain` BEFORE DELETE ON `cases` BEGIN SELECT raise(abort, 'the register of cases is only added to'); END;--> statement-breakpoint
CREATE TRIGGER `case_entries_stay` BEFORE UPDATE ON `case_entries` BEGIN SELECT raise(abort, 'the register of cases is only added to'); END;--> statement-breakpoint
CREATE TRIGGER `case_entries_remain` BEFORE DELETE ON `case_entries` BEGIN SELECT raise(abort, 'the register of cases is only added to'); END;
