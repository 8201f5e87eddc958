CREATE TABLE "copied_tables" (
	"province" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"rows" bigint NOT NULL,
	"chain" text collate "C" NOT NULL,
	CONSTRAINT "copied_tables_province_name_pk" PRIMARY KEY("province","name")
);
--> statement-breakpoint
CREATE TABLE "province_copies" (
	"province" text collate "C" NOT NULL,
	"incarnation" text collate "C" NOT NULL,
	"begun_at" text collate "C" NOT NULL,
	"finished_at" text collate "C",
	CONSTRAINT "province_copies_province_pk" PRIMARY KEY("province")
);
--> statement-breakpoint
CREATE TABLE "tries" (
	"province" text collate "C" NOT NULL,
	"key_hash" text collate "C" NOT NULL,
	"count" integer NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "tries_province_key_hash_pk" PRIMARY KEY("province","key_hash")
);
--> statement-breakpoint
CREATE INDEX "tries_end" ON "tries" USING btree ("province","ends_at");