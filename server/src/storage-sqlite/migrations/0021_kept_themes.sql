CREATE TABLE `edition_comments` (
	`id` text PRIMARY KEY NOT NULL,
	`wave_id` text NOT NULL,
	`instrument_key` integer NOT NULL,
	`commune` text NOT NULL,
	`question` text NOT NULL,
	`comment_id` text,
	`themes` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `edition_comments_place` ON `edition_comments` (`wave_id`,`question`,`commune`,`instrument_key`);--> statement-breakpoint
CREATE INDEX `edition_comments_comment` ON `edition_comments` (`comment_id`);--> statement-breakpoint
ALTER TABLE `wave_editions` ADD `comments` integer;