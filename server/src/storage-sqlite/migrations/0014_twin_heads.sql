CREATE TABLE `twin_heads` (
	`device_id` text NOT NULL,
	`epoch` text NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`device_id`, `epoch`, `seq`, `hash`),
	FOREIGN KEY (`device_id`) REFERENCES `devices`(`id`) ON UPDATE no action ON DELETE no action
);
