ALTER TABLE `devices` ADD `comparison` text;--> statement-breakpoint
ALTER TABLE `enrolment_codes` ADD `compares` integer DEFAULT false NOT NULL;