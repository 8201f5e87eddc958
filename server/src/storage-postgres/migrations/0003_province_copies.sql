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
