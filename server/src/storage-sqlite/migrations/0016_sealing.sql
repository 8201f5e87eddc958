CREATE TABLE `device_signing_keys` (
	`device_id` text NOT NULL,
	`key_id` text NOT NULL,
	`public_key` text NOT NULL,
	`registered_at` text NOT NULL,
	PRIMARY KEY(`device_id`, `key_id`),
	FOREIGN KEY (`device_id`) REFERENCES `devices`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `device_signing_keys_key` ON `device_signing_keys` (`key_id`);--> statement-breakpoint
CREATE TABLE `wave_ingest_keys` (
	`wave_id` text NOT NULL,
	`key_id` text NOT NULL,
	`public_key` text NOT NULL,
	`since` text NOT NULL,
	PRIMARY KEY(`wave_id`, `key_id`)
);
--> statement-breakpoint
CREATE INDEX `envelopes_key_unknown` ON `envelopes` (`detail`,`receipt`) WHERE code = 'envelope.key-unknown';--> statement-breakpoint
CREATE INDEX `envelopes_signer_unknown` ON `envelopes` (`detail`,`receipt`) WHERE code = 'envelope.signature-key-unknown';