ALTER TABLE "devices" ADD COLUMN "comparison" text collate "C";--> statement-breakpoint
ALTER TABLE "enrolment_codes" ADD COLUMN "compares" boolean DEFAULT false NOT NULL;