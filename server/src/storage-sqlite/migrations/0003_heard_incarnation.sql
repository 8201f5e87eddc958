ALTER TABLE `devices` ADD `heard_incarnation` text;--> statement-breakpoint
-- Phones of a store that was never restored have been heard in its one life; of a restored one it is known of those that sent.
UPDATE `devices` SET `heard_incarnation` = coalesce(`told_incarnation`, (SELECT `incarnation` FROM `store_meta`));
