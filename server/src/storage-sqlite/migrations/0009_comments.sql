CREATE TABLE `comment_codings` (
	`comment_id` text NOT NULL,
	`user_id` text NOT NULL,
	`themes` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`comment_id`, `user_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `comment_reveals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`wave_id` text NOT NULL,
	`comment_id` text NOT NULL,
	`user_id` text NOT NULL,
	`reason` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `comment_reveals_wave` ON `comment_reveals` (`wave_id`,`id`);--> statement-breakpoint
CREATE TABLE `comments` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`response_id` text NOT NULL,
	`question` text NOT NULL,
	`text` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `comments_id_unique` ON `comments` (`id`);--> statement-breakpoint
CREATE INDEX `comments_response` ON `comments` (`response_id`);--> statement-breakpoint
ALTER TABLE `store_meta` ADD `comment_rules` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE VIRTUAL TABLE `comments_search` USING fts5(words, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3');
