CREATE TABLE "incident_entries" (
	"province" text collate "C" NOT NULL,
	"incident_id" text collate "C" NOT NULL,
	"revision" integer NOT NULL,
	"step" text collate "C" NOT NULL,
	"at" text collate "C" NOT NULL,
	"noticed_at" text collate "C",
	"began_at" text collate "C",
	"what" text collate "C",
	"data" text,
	"people_most" integer,
	"done_at" text collate "C",
	"verdict" text collate "C",
	"reference" text collate "C",
	"corrects" integer,
	"note" text collate "C" NOT NULL,
	"user_id" text collate "C" NOT NULL,
	CONSTRAINT "incident_entries_province_incident_id_revision_pk" PRIMARY KEY("province","incident_id","revision")
);
--> statement-breakpoint
CREATE TRIGGER incident_entries_stay BEFORE UPDATE OR DELETE ON incident_entries FOR EACH ROW EXECUTE FUNCTION only_added_to();
