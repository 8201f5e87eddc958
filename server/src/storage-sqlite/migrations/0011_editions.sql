CREATE TABLE `edition_counts` (
	`wave_id` text NOT NULL,
	`edition` integer NOT NULL,
	`instrument_key` integer NOT NULL,
	`commune` text NOT NULL,
	`village` text NOT NULL,
	`counts` blob NOT NULL,
	PRIMARY KEY(`wave_id`, `edition`, `instrument_key`, `commune`, `village`)
);
--> statement-breakpoint
CREATE TABLE `edition_responses` (
	`wave_id` text NOT NULL,
	`response_id` text NOT NULL,
	`from_edition` integer NOT NULL,
	`to_edition` integer,
	`content_hash` text NOT NULL,
	`revision` integer NOT NULL,
	`instrument_key` integer NOT NULL,
	`commune` text NOT NULL,
	`village` text NOT NULL,
	`mode` text NOT NULL,
	`finished_at` text NOT NULL,
	`packed` text NOT NULL,
	PRIMARY KEY(`wave_id`, `response_id`, `from_edition`)
);
--> statement-breakpoint
CREATE INDEX `edition_responses_edition` ON `edition_responses` (`wave_id`,`from_edition`);--> statement-breakpoint
CREATE TABLE `wave_editions` (
	`wave_id` text NOT NULL,
	`edition` integer NOT NULL,
	`at` text NOT NULL,
	`user_id` text,
	`reason` text NOT NULL,
	`settings` text NOT NULL,
	`responses` integer NOT NULL,
	`added` integer NOT NULL,
	`removed` integer NOT NULL,
	`changed` integer NOT NULL,
	`waiting` integer NOT NULL,
	`data_hash` text NOT NULL,
	PRIMARY KEY(`wave_id`, `edition`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
