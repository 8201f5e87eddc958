import * as v from 'valibot';

/** `GET /waves/{id}/areas`: which communes make up the units of a level, for a map of them. */
export const areaListSchema = v.object({
  catalogue: v.string(),
  level: v.string(),
  communes: v.array(v.object({ code: v.string(), area: v.string(), areaName: v.string() })),
});
export type AreaList = v.InferOutput<typeof areaListSchema>;
