CREATE TABLE `village_weights` (
	`wave_id` text NOT NULL,
	`commune` text NOT NULL,
	`village` text NOT NULL,
	`weight` real NOT NULL,
	`taken_at` text NOT NULL,
	PRIMARY KEY(`wave_id`, `commune`, `village`),
	FOREIGN KEY (`wave_id`) REFERENCES `waves`(`id`) ON UPDATE no action ON DELETE no action
);
