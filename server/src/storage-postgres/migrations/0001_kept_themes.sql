CREATE TABLE "edition_comments" (
	"province" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"wave_id" text collate "C" NOT NULL,
	"instrument_key" integer NOT NULL,
	"commune" text collate "C" NOT NULL,
	"question" text collate "C" NOT NULL,
	"comment_id" text collate "C",
	"themes" text collate "C" NOT NULL,
	CONSTRAINT "edition_comments_province_id_pk" PRIMARY KEY("province","id")
);
--> statement-breakpoint
ALTER TABLE "wave_editions" ADD COLUMN "comments" integer;--> statement-breakpoint
CREATE INDEX "edition_comments_place" ON "edition_comments" USING btree ("province","wave_id","question","commune","instrument_key");--> statement-breakpoint
CREATE INDEX "edition_comments_comment" ON "edition_comments" USING btree ("province","comment_id");