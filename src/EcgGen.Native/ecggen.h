/* The C interface of EcgGen's core (libecggen_core.so), for C, Python (ctypes) and whoever else.
 *
 * Conventions
 *  - Text is UTF-8. Structure travels as JSON of the types in EcgGen.Model; property names are camelCase.
 *  - Calls return 0, or the number of an error id; ecg_last_error then gives {"id", "message", "detail"} of the calling thread.
 *  - A null pointer, a negative length or count and a stale handle are errors ("ArgumentInvalid"), never crashes; a pointer to too
 *    little memory is the caller's affair.
 *  - Calls that answer store a reply handle (never 0; 0 after an error); ask it with ecg_json, ecg_samples, ecg_pixels, then ecg_free it.
 *  - Samples are double, in mV, one pointer per lead; they are borrowed for the call and neither changed nor kept.
 *  - All calls may come from any thread at the same time, but nothing is freed while a call uses it. One image is drawn by the thread that asks for it.
 *  - Never unload the library.
 */
#ifndef ECGGEN_H
#define ECGGEN_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ECG_ABI_VERSION 1

/* The version of this interface; compare it with ECG_ABI_VERSION before anything else. */
uint32_t ecg_abi_version(void);

/* Names the folder in which the library's own native parts (libSkiaSharp) lie. Once, before drawing. */
int32_t ecg_init(const char *folder);

/* The JSON of this thread's last error: copies up to capacity bytes, returns the whole length. */
int32_t ecg_last_error(char *buffer, int32_t capacity);

/* Frees a reply or a token. A handle that is not live is no error. */
int32_t ecg_free(int64_t handle);

/* How many handles are live: for tests of leaks. */
int32_t ecg_handle_count(void);

/* A token that stops the calls it was given to: they return the id "Cancelled" soon after ecg_cancel. 0 is no token. */
int64_t ecg_cancel_new(void);
int32_t ecg_cancel(int64_t cancel);

/* A reply's JSON: copies up to capacity bytes, returns the whole length, or minus an error id. */
int32_t ecg_json(int64_t reply, char *buffer, int32_t capacity);

/* One lead of a reply to ecg_record_open; count is the record's sampleCount. */
int32_t ecg_samples(int64_t reply, int32_t lead, double *buffer, int32_t count);

/* The pixels of a reply to ecg_render: rows from the top, 3 bytes (R, G, B) a pixel; capacity is 3 * width * height. */
int32_t ecg_pixels(int64_t reply, uint8_t *buffer, int64_t capacity);

/* The file formats that records are read from: [{"name", "extensions", "companionExtensions"}]. */
int32_t ecg_formats(int64_t *reply);

/* The names that recipes take: {"layouts", "gridColors", "vendors", "textures", "inks"}. */
int32_t ecg_looks(int64_t *reply);

/* The names of the hands of a handwriting network, in the order of their numbers, of which the first is 1. path: an ONNX file; NULL for the library's own. */
int32_t ecg_hands(const char *path, int64_t *reply);

/* Opens a record. JSON: OpenRecordRequest {"source": {"kind": "file" | "synthetic" | "array", ...}, "paths"}.
 * Reply: {"info", "patientKey", "warnings"}, and the samples. */
int32_t ecg_record_open(const char *json, int32_t length, int64_t cancel, int64_t *reply);

/* Makes the facts of a record from samples in memory. JSON: ArraySource {"name", "samplingRate", "leads"}. Reply: RecordInfo. */
int32_t ecg_record_describe(const char *json, int32_t length, const double *const *leads, int32_t lead_count, int32_t sample_count, int64_t *reply);

/* Changes a record's signal. JSON: ApplySignalRequest {"record", "stages"}. Reply: as of ecg_record_open, and the samples. */
int32_t ecg_record_apply(const char *json, int32_t length, const double *const *leads, int32_t lead_count, int32_t sample_count, int64_t cancel, int64_t *reply);

/* Reads a recipe, or the JSON beside an image. Reply: {"recipe", "file"}. */
int32_t ecg_recipe_read(const char *path, int64_t *reply);

/* Fills what a recipe leaves open and checks it; the samples are looked at where print tells what they show. JSON: ImageRequest
 * {"recipe": {"version": 1, ...}, "record"}. Reply: the recipe as canonical JSON. */
int32_t ecg_resolve(const char *json, int32_t length, const double *const *leads, int32_t lead_count, int32_t sample_count, int64_t *reply);

/* Checks a profile and finds what it can draw that no stage takes. JSON: ProfileRequest {"profile": {"name", "summary", "parameters", "stages"}, "folder"};
 * docs/profiles.md describes the profile; its names are in any case. */
int32_t ecg_profile_check(const char *json, int32_t length);

/* Draws a recipe from a profile, by key. JSON: DrawRequest {"profile": ProfileRequest, "record": RecordInfo, "seed", "variant"}. Reply: a recipe; ecg_resolve
 * fills what it leaves open. */
int32_t ecg_profile_draw(const char *json, int32_t length, int64_t *reply);

/* Fills a file-name pattern such as "{Record}_{Variant:000}.png". JSON: FileNameRequest {"pattern", "index", "record", "recipe"}; the recipe
 * may be left out. Reply: the name as plain text. */
int32_t ecg_file_name(const char *json, int32_t length, int64_t *reply);

/* Writes a record to files; all or nothing. JSON: ExportRecordRequest {"record", "path", "format", "adcGain", "force"}.
 * Reply: {"files", "warnings"}. */
int32_t ecg_record_export(const char *json, int32_t length, const double *const *leads, int32_t lead_count, int32_t sample_count, int64_t *reply);

/* Finds terms of electrocardiography and cardiology in a document. Media type: "text/plain", "text/markdown" or "text/html", perhaps with
 * "; charset=...". Reply: [{"text", "kind", "score", "start", "length", "count"}]; start counts UTF-16 units in the text that a reader sees. */
int32_t ecg_find_terms(const uint8_t *content, int32_t length, const char *media_type, int64_t cancel, int64_t *reply);

/* Where everything in an image is, without drawing it. JSON: ImageRequest. Reply: EcgGroundTruth. */
int32_t ecg_truth(const char *json, int32_t length, const double *const *leads, int32_t lead_count, int32_t sample_count, int64_t *reply);

/* Draws an image. JSON: ImageRequest. Reply: EcgGroundTruth, and the pixels. */
int32_t ecg_render(const char *json, int32_t length, const double *const *leads, int32_t lead_count, int32_t sample_count, int64_t cancel, int64_t *reply);

/* Draws an image and writes it with the JSON beside it; all or nothing. JSON: ExportRequest {"image", "path", "format", "truth", "force",
 * "mask", "planes", "clean", "coordinates", "annotations": ["Coco", "Yolo", "EcgImageKit"]}; docs/layers.md describes the files.
 * Reply: ExportReport {"files", "imageBytes", "renderMilliseconds", "encodeMilliseconds", "truthMilliseconds"}. */
int32_t ecg_export(const char *json, int32_t length, const double *const *leads, int32_t lead_count, int32_t sample_count, int64_t cancel, int64_t *reply);

/* Makes a small WebP of an image file (PNG, JPEG, WebP, TIFF) and, where browsers don't know its format, a PNG to show; all or nothing. JSON:
 * ThumbnailRequest {"path", "thumbnailPath", "size", "viewPath"}. Reply: {"width", "height", "files"}. */
int32_t ecg_thumbnail(const char *json, int32_t length, int64_t cancel, int64_t *reply);

#ifdef __cplusplus
}
#endif

#endif
