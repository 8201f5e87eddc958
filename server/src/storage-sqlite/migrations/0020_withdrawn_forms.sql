CREATE TABLE `withdrawn_forms` (
	`response_id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL
);
