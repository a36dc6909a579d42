/* EcgGen from C: what ecggen.h promises, step by step; the exit code is 0 when all of it is kept.
 * Arguments: the folder of the library, and a folder to write to. */
#include "ecggen.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CANCELLED = 2, ARGUMENT_INVALID = 3, FILE_NOT_FOUND = 4, FILE_EXISTS = 7, RECORD_CHANGED = 15, RECIPE_INVALID = 16, LEADS = 12 };

static int failures;

static void check(int holds, const char *what, int line)
{
    if (holds)
        return;
    char error[1024] = "";
    ecg_last_error(error, sizeof error - 1);
    printf("line %d: %s; last error: %s\n", line, what, error);
    failures++;
}
#define CHECK(condition) check((condition) != 0, #condition, __LINE__)

/* The call fails with this status, the last error carries this id, and no handle is given. */
static void check_error(int32_t status, int32_t expected, const char *id, int64_t reply, const char *what, int line)
{
    char error[1024] = "";
    int32_t length = ecg_last_error(error, sizeof error - 1);
    char quoted[64];
    snprintf(quoted, sizeof quoted, "\"id\":\"%s\"", id);
    check(status == expected && reply == 0 && length > 0 && strstr(error, quoted) && strstr(error, "\"message\":\""), what, line);
}
#define CHECK_ERROR(call, expected, id) (reply = 77, status = (call), check_error(status, (expected), (id), reply, #call, __LINE__))
#define CHECK_STATUS(call, expected, id) check_error((call), (expected), (id), 0, #call, __LINE__)

/* A reply's JSON as a string of the caller's. */
static char *json_of(int64_t reply)
{
    int32_t length = ecg_json(reply, NULL, 0);
    CHECK(length > 0);
    if (length <= 0)
        exit(1); /* nothing that follows makes sense */
    char *json = calloc((size_t)length + 1, 1);
    CHECK(ecg_json(reply, json, length) == length);
    CHECK(strlen(json) == (size_t)length);
    return json;
}

/* The object behind a name, as text of the caller's. */
static char *object_of(const char *json, const char *name)
{
    const char *start = strchr(strstr(json, name), '{'), *end = start;
    for (int depth = 0; *end; end++) {
        depth += *end == '{' ? 1 : *end == '}' ? -1 : 0;
        if (depth == 0)
            break;
    }
    char *object = calloc((size_t)(end - start) + 2, 1);
    memcpy(object, start, (size_t)(end - start) + 1);
    return object;
}

static long number_of(const char *json, const char *name)
{
    const char *at = strstr(json, name);
    return at ? strtol(at + strlen(name), NULL, 10) : -1;
}

static int file_starts_with(const char *path, const char *bytes, size_t count)
{
    char found[16] = "";
    FILE *file = fopen(path, "rb");
    if (!file)
        return 0;
    size_t n = fread(found, 1, count, file);
    fclose(file);
    return n == count && memcmp(found, bytes, count) == 0;
}

static int32_t length_of(const char *text) { return (int32_t)strlen(text); }

static int32_t open_error(const char *request)
{
    int64_t reply = 0;
    return ecg_record_open(request, length_of(request), 0, &reply);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 64;
    int64_t reply = 0;
    int32_t status;
    CHECK(ecg_abi_version() == ECG_ABI_VERSION);
    CHECK(ecg_last_error(NULL, 0) == 0);
    CHECK_STATUS(ecg_init(NULL), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK(ecg_init(argv[1]) == 0);
    CHECK(ecg_handle_count() == 0);

    /* Names. */
    CHECK(ecg_formats(&reply) == 0);
    char *names = json_of(reply);
    CHECK(strstr(names, "\"wfdb\"") != NULL);
    free(names);
    CHECK(ecg_free(reply) == 0);
    CHECK(ecg_looks(&reply) == 0);
    names = json_of(reply);
    CHECK(strstr(names, "\"3x4\"") != NULL);
    free(names);
    CHECK(ecg_free(reply) == 0);
    CHECK(ecg_hands(NULL, &reply) == 0);
    names = json_of(reply);
    CHECK(names[0] == '[' && names[1] == '"');
    free(names);
    CHECK(ecg_free(reply) == 0);
    CHECK_STATUS(ecg_hands("/nowhere/x.onnx", &reply), FILE_NOT_FOUND, "FileNotFound");

    /* What a request leaves out has its documented value. */
    CHECK(open_error("{\"source\":{\"kind\":\"file\"},\"paths\":[\"/nowhere/x.hea\"]}") == FILE_NOT_FOUND);
    CHECK(open_error("{\"source\":{\"kind\":\"file\"}}") == ARGUMENT_INVALID);
    CHECK(open_error("{\"source\":{\"kind\":\"synthetic\",\"duration\":0}}") == ARGUMENT_INVALID);
    CHECK(open_error("{\"source\":{\"kind\":\"other\"}}") == RECIPE_INVALID);
    const char *ask = "{\"source\":{\"kind\":\"synthetic\"}}";
    CHECK(ecg_record_open(ask, length_of(ask), 0, &reply) == 0);
    char *standard = json_of(reply);
    CHECK(number_of(standard, "\"sampleCount\":") == 5000 && number_of(standard, "\"samplingRate\":") == 500);
    free(standard);
    CHECK(ecg_free(reply) == 0);

    /* A record. */
    ask = "{\"source\":{\"kind\":\"synthetic\",\"seed\":1,\"duration\":4,\"samplingRate\":250}}";
    CHECK(ecg_record_open(ask, length_of(ask), 0, &reply) == 0);
    char *opened = json_of(reply), *info = object_of(opened, "\"info\"");
    int32_t count = (int32_t)number_of(info, "\"sampleCount\":");
    CHECK(count == 1000);
    double *leads[LEADS], largest = 0;
    for (int i = 0; i < LEADS; i++) {
        leads[i] = malloc(sizeof(double) * (size_t)count);
        CHECK(ecg_samples(reply, i, leads[i], count) == 0);
        for (int j = 0; j < count; j++) {
            CHECK(isfinite(leads[i][j]));
            largest = fmax(largest, fabs(leads[i][j]));
        }
    }
    CHECK(largest > 0.3 && largest < 5);
    CHECK_STATUS(ecg_samples(reply, LEADS, leads[0], count), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK_STATUS(ecg_samples(reply, -1, leads[0], count), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK_STATUS(ecg_samples(reply, 0, leads[0], -1), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK_STATUS(ecg_samples(reply, 0, NULL, count), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK_STATUS(ecg_pixels(reply, (uint8_t *)leads[0], 8), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK(ecg_handle_count() == 1);
    CHECK(ecg_free(reply) == 0);
    CHECK(ecg_free(reply) == 0); /* twice is no error, but the handle is stale */
    CHECK(ecg_handle_count() == 0);
    CHECK(ecg_json(reply, NULL, 0) == -ARGUMENT_INVALID);
    CHECK_STATUS(ecg_samples(reply, 0, leads[0], count), ARGUMENT_INVALID, "ArgumentInvalid");

    /* A recipe: what is left open is filled, and resolving twice changes nothing. */
    char image[8192], request[16384], path[4096];
    const double *const *samples = (const double *const *)leads;
    snprintf(image, sizeof image, "{\"recipe\":{\"version\":1,\"seed\":5,\"record\":%s,\"recordSha256\":\"\",\"stages\":[{\"kind\":\"paper\",\"dpi\":60}]},\"record\":%s}", object_of(info, "\"source\""), info);
    CHECK(ecg_resolve(image, length_of(image), samples, LEADS, count, &reply) == 0);
    char *recipe = json_of(reply);
    CHECK(ecg_free(reply) == 0);
    CHECK(strstr(recipe, "\"paperColor\":\"#") != NULL && strstr(recipe, "\"layout\":\"3x4") != NULL);
    snprintf(image, sizeof image, "{\"recipe\":%s,\"record\":%s}", recipe, info);
    CHECK(ecg_resolve(image, length_of(image), samples, LEADS, count, &reply) == 0);
    char *again = json_of(reply);
    CHECK(strcmp(recipe, again) == 0);
    CHECK(ecg_free(reply) == 0);
    snprintf(request, sizeof request, "{\"pattern\":\"{Record}_{Index:000}.png\",\"index\":7,\"record\":%s}", info);
    CHECK(ecg_file_name(request, length_of(request), &reply) == 0);
    char *name = json_of(reply);
    CHECK(strcmp(name, "synthetic_1_000_007.png") == 0);
    CHECK(ecg_free(reply) == 0);

    /* The picture: paper in the corners, something else between them. */
    CHECK(ecg_render(image, length_of(image), samples, LEADS, count, 0, &reply) == 0);
    char *truth = json_of(reply);
    long width = number_of(truth, "\"width\": "), height = number_of(truth, "\"height\": ");
    CHECK(width == 702 && height == 496);
    long size = 3 * width * height, other = 0;
    uint8_t *pixels = malloc((size_t)size);
    CHECK(ecg_pixels(reply, pixels, size) == 0);
    CHECK_STATUS(ecg_pixels(reply, pixels, size - 1), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK_STATUS(ecg_pixels(reply, NULL, size), ARGUMENT_INVALID, "ArgumentInvalid");
    unsigned paper = (unsigned)strtoul(strstr(recipe, "\"paperColor\":\"#") + 15, NULL, 16);
    long corners[] = {0, 3 * (width - 1), size - 3 * width, size - 3};
    for (int i = 0; i < 4; i++) {
        const uint8_t *p = pixels + corners[i];
        CHECK(((unsigned)p[0] << 16 | (unsigned)p[1] << 8 | p[2]) == paper);
    }
    for (long i = 0; i < size; i += 3)
        other += pixels[i + 1] != (paper >> 8 & 255);
    CHECK(other > size / 3 / 20);
    CHECK(ecg_free(reply) == 0);
    CHECK(ecg_truth(image, length_of(image), samples, LEADS, count, &reply) == 0);
    char *told = json_of(reply);
    CHECK(strcmp(told, truth) == 0);
    CHECK(ecg_free(reply) == 0);

    /* The files, and no second time without force. */
    snprintf(path, sizeof path, "%s/page.png", argv[2]);
    snprintf(request, sizeof request, "{\"image\":%s,\"path\":\"%s\",\"format\":\"Png\",\"truth\":true}", image, path);
    CHECK(ecg_export(request, length_of(request), samples, LEADS, count, 0, &reply) == 0);
    CHECK(ecg_free(reply) == 0);
    CHECK(file_starts_with(path, "\x89PNG\r\n\x1a\n", 8));
    CHECK_ERROR(ecg_export(request, length_of(request), samples, LEADS, count, 0, &reply), FILE_EXISTS, "FileExists");
    /* The file made small, and no picture of what is none. */
    snprintf(request, sizeof request, "{\"path\":\"%s/page.png\",\"thumbnailPath\":\"%s/small/page.webp\",\"size\":200}", argv[2], argv[2]);
    CHECK(ecg_thumbnail(request, length_of(request), 0, &reply) == 0);
    char *made = json_of(reply);
    CHECK(number_of(made, "\"width\":") == width && number_of(made, "\"height\":") == height);
    CHECK(ecg_free(reply) == 0);
    snprintf(path, sizeof path, "%s/small/page.webp", argv[2]);
    CHECK(file_starts_with(path, "RIFF", 4));

    snprintf(path, sizeof path, "%s/page.json", argv[2]);
    CHECK(file_starts_with(path, "{", 1));
    snprintf(request, sizeof request, "{\"path\":\"%s\",\"thumbnailPath\":\"%s/small/none.webp\",\"size\":200}", path, argv[2]);
    CHECK_ERROR(ecg_thumbnail(request, length_of(request), 0, &reply), 9, "FormatUnknown");
    CHECK_ERROR(ecg_thumbnail(NULL, 0, 0, &reply), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK(ecg_recipe_read(path, &reply) == 0);
    CHECK(ecg_free(reply) == 0);

    /* A cancelled token. */
    int64_t cancel = ecg_cancel_new();
    CHECK(cancel != 0 && ecg_cancel(cancel) == 0);
    CHECK_ERROR(ecg_render(image, length_of(image), samples, LEADS, count, cancel, &reply), CANCELLED, "Cancelled");
    CHECK_ERROR(ecg_record_open(ask, length_of(ask), cancel, &reply), CANCELLED, "Cancelled");
    CHECK(ecg_free(cancel) == 0);
    CHECK_STATUS(ecg_cancel(cancel), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK_ERROR(ecg_record_open(ask, length_of(ask), cancel, &reply), ARGUMENT_INVALID, "ArgumentInvalid");

    /* What callers get wrong. */
    CHECK_STATUS(ecg_formats(NULL), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK_STATUS(ecg_resolve(image, length_of(image), samples, LEADS, count, NULL), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK_ERROR(ecg_resolve(NULL, 0, samples, LEADS, count, &reply), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK_ERROR(ecg_resolve(NULL, 100, samples, LEADS, count, &reply), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK_ERROR(ecg_resolve(image, -1, samples, LEADS, count, &reply), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK_ERROR(ecg_resolve(image, 0, samples, LEADS, count, &reply), RECIPE_INVALID, "RecipeInvalid");
    CHECK_ERROR(ecg_resolve(image, length_of(image) - 1, samples, LEADS, count, &reply), RECIPE_INVALID, "RecipeInvalid");
    CHECK_ERROR(ecg_resolve("null", 4, samples, LEADS, count, &reply), RECIPE_INVALID, "RecipeInvalid");
    CHECK_ERROR(ecg_resolve("{}", 2, samples, LEADS, count, &reply), RECIPE_INVALID, "RecipeInvalid");
    CHECK_ERROR(ecg_resolve("[1,", 3, samples, LEADS, count, &reply), RECIPE_INVALID, "RecipeInvalid");
    CHECK_ERROR(ecg_resolve("{\"\xC3", 3, samples, LEADS, count, &reply), RECIPE_INVALID, "RecipeInvalid");
    CHECK_ERROR(ecg_resolve("{\"a\":\"\xFF\xFE\"}", 10, samples, LEADS, count, &reply), RECIPE_INVALID, "RecipeInvalid");
    const char *no_stages = "{\"recipe\":{\"version\":1,\"record\":{\"kind\":\"synthetic\"},\"recordSha256\":\"\"},\"record\":{\"name\":\"x\",\"samplingRate\":1,"
                            "\"sampleCount\":1,\"leads\":[\"I\"],\"source\":{\"kind\":\"synthetic\"}}}";
    CHECK_ERROR(ecg_resolve(no_stages, length_of(no_stages), samples, LEADS, count, &reply), RECIPE_INVALID, "RecipeInvalid");
    CHECK_ERROR(ecg_render(no_stages, length_of(no_stages), samples, 1, 1, 0, &reply), RECORD_CHANGED, "RecordChanged");
    CHECK_ERROR(ecg_record_open(NULL, 5, 0, &reply), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK_ERROR(ecg_recipe_read(NULL, &reply), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK_ERROR(ecg_recipe_read("/nowhere/\xC3", &reply), FILE_NOT_FOUND, "FileNotFound");
    snprintf(request, sizeof request, "{\"pattern\":\"{\",\"index\":0,\"record\":%s}", info);
    CHECK_ERROR(ecg_file_name(request, length_of(request), &reply), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK_ERROR(ecg_truth(image, length_of(image), NULL, LEADS, count, &reply), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK_ERROR(ecg_truth(image, length_of(image), samples, -1, count, &reply), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK_ERROR(ecg_truth(image, length_of(image), samples, LEADS, -1, &reply), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK_ERROR(ecg_truth(image, length_of(image), samples, LEADS - 1, count, &reply), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK_ERROR(ecg_render(image, length_of(image), samples, LEADS, count - 1, 0, &reply), ARGUMENT_INVALID, "ArgumentInvalid");
    double *third = leads[3];
    leads[3] = NULL;
    CHECK_ERROR(ecg_render(image, length_of(image), samples, LEADS, count, 0, &reply), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK_ERROR(ecg_record_describe("{\"name\":\"x\",\"samplingRate\":1,\"leads\":[]}", 40, samples, LEADS, count, &reply), ARGUMENT_INVALID, "ArgumentInvalid");
    leads[3] = third;
    leads[3][0] += 1;
    CHECK_ERROR(ecg_render(image, length_of(image), samples, LEADS, count, 0, &reply), RECORD_CHANGED, "RecordChanged");
    CHECK_STATUS(ecg_cancel(0), ARGUMENT_INVALID, "ArgumentInvalid");
    CHECK(ecg_free(0) == 0 && ecg_free(-1) == 0 && ecg_free(INT64_MAX) == 0);

    /* The last error in a buffer that is too small: its beginning, and the whole length. */
    char little[8] = "";
    CHECK(ecg_last_error(little, 4) > 4 && strncmp(little, "{\"id", 4) == 0 && little[4] == 0);
    CHECK(ecg_last_error(little, -1) > 4);

    CHECK(ecg_handle_count() == 0);
    return failures ? 1 : 0;
}
