// ONNX Runtime's C interface without its header.
//
// `OrtGetApiBase()` is the library's one entry point. It returns two functions, of which `GetApi(version)` returns a
// table of function pointers. The table only ever grows at its end, so the number of a slot never changes, and a table
// asked for with a low version works on every later runtime. Each function below calls one slot; its name is the
// interface's own with `COrt` for `Ort`. Functions that return a `COrtStatus *` return NULL for success.

#ifndef SEXTANT_C_ONNX_RUNTIME_H
#define SEXTANT_C_ONNX_RUNTIME_H

#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>

typedef struct COrtStatus COrtStatus;
typedef struct COrtEnv COrtEnv;
typedef struct COrtSession COrtSession;
typedef struct COrtSessionOptions COrtSessionOptions;
typedef struct COrtRunOptions COrtRunOptions;
typedef struct COrtValue COrtValue;
typedef struct COrtTypeInfo COrtTypeInfo;
typedef struct COrtTensorInfo COrtTensorInfo;
typedef struct COrtMemoryInfo COrtMemoryInfo;
typedef struct COrtAllocator COrtAllocator;
typedef struct COrtCUDAOptions COrtCUDAOptions;

/// The table of functions.
typedef struct COrtApi COrtApi;

/// What `OrtGetApiBase()` returns.
typedef struct COrtApiBase {
  const COrtApi *(*getApi)(uint32_t version);
  const char *(*getVersionString)(void);
} COrtApiBase;

// MARK: - The library

/// Opens a shared library; NULL when that fails, and then `dlerror()` says why.
static inline void *COrtOpenLibrary(const char *path) {
  return dlopen(path, RTLD_NOW | RTLD_LOCAL);
}

/// The reason of the last failure to open a library.
static inline const char *COrtOpenLibraryError(void) {
  return dlerror();
}

static inline void COrtCloseLibrary(void *library) {
  dlclose(library);
}

/// The entry point; NULL when the library is not ONNX Runtime.
static inline const COrtApiBase *COrtGetApiBase(void *library) {
  // A data pointer is not a function pointer in C, but POSIX makes this conversion work.
  union {
    void *symbol;
    const COrtApiBase *(*call)(void);
  } entry = {dlsym(library, "OrtGetApiBase")};
  return entry.symbol ? entry.call() : NULL;
}

static inline const char *COrtGetVersionString(const COrtApiBase *base) {
  return base->getVersionString();
}

/// The table; NULL when the runtime is older than `version`.
static inline const COrtApi *COrtGetApi(const COrtApiBase *base, uint32_t version) {
  return base->getApi(version);
}

// The slot's function pointer, as a function of the given type.
#define COrtSlot(number, type) ((type)((void *const *)api)[number])

// MARK: - Status and environment

static inline int COrtGetErrorCode(const COrtApi *api, const COrtStatus *status) {
  return COrtSlot(1, int (*)(const COrtStatus *))(status);
}

static inline const char *COrtGetErrorMessage(const COrtApi *api, const COrtStatus *status) {
  return COrtSlot(2, const char *(*)(const COrtStatus *))(status);
}

static inline COrtStatus *COrtCreateEnv(const COrtApi *api, int logLevel, const char *logName, COrtEnv **result) {
  return COrtSlot(3, COrtStatus *(*)(int, const char *, COrtEnv **))(logLevel, logName, result);
}

static inline void COrtReleaseStatus(const COrtApi *api, COrtStatus *status) {
  COrtSlot(93, void (*)(COrtStatus *))(status);
}

// MARK: - Session options

static inline COrtStatus *COrtCreateSessionOptions(const COrtApi *api, COrtSessionOptions **result) {
  return COrtSlot(10, COrtStatus *(*)(COrtSessionOptions **))(result);
}

static inline COrtStatus *COrtSetSessionLogSeverityLevel(const COrtApi *api, COrtSessionOptions *options, int level) {
  return COrtSlot(22, COrtStatus *(*)(COrtSessionOptions *, int))(options, level);
}

static inline COrtStatus *COrtSetSessionGraphOptimizationLevel(
    const COrtApi *api, COrtSessionOptions *options, int level) {
  return COrtSlot(23, COrtStatus *(*)(COrtSessionOptions *, int))(options, level);
}

static inline COrtStatus *COrtSetIntraOpNumThreads(const COrtApi *api, COrtSessionOptions *options, int count) {
  return COrtSlot(24, COrtStatus *(*)(COrtSessionOptions *, int))(options, count);
}

static inline COrtStatus *COrtSetInterOpNumThreads(const COrtApi *api, COrtSessionOptions *options, int count) {
  return COrtSlot(25, COrtStatus *(*)(COrtSessionOptions *, int))(options, count);
}

static inline COrtStatus *COrtAddSessionConfigEntry(
    const COrtApi *api, COrtSessionOptions *options, const char *key, const char *value) {
  return COrtSlot(130, COrtStatus *(*)(COrtSessionOptions *, const char *, const char *))(options, key, value);
}

static inline void COrtReleaseSessionOptions(const COrtApi *api, COrtSessionOptions *options) {
  COrtSlot(100, void (*)(COrtSessionOptions *))(options);
}

// MARK: - Execution providers

static inline COrtStatus *COrtGetAvailableProviders(const COrtApi *api, char ***names, int *count) {
  return COrtSlot(125, COrtStatus *(*)(char ***, int *))(names, count);
}

static inline COrtStatus *COrtReleaseAvailableProviders(const COrtApi *api, char **names, int count) {
  return COrtSlot(126, COrtStatus *(*)(char **, int))(names, count);
}

static inline COrtStatus *COrtSessionOptionsAppendExecutionProvider(
    const COrtApi *api, COrtSessionOptions *options, const char *name) {
  return COrtSlot(
      216,
      COrtStatus *(*)(COrtSessionOptions *, const char *, const char *const *, const char *const *, size_t))(
      options, name, NULL, NULL, 0);
}

static inline COrtStatus *COrtCreateCUDAProviderOptions(const COrtApi *api, COrtCUDAOptions **result) {
  return COrtSlot(205, COrtStatus *(*)(COrtCUDAOptions **))(result);
}

static inline COrtStatus *COrtSessionOptionsAppendExecutionProviderCUDA(
    const COrtApi *api, COrtSessionOptions *options, const COrtCUDAOptions *cuda) {
  return COrtSlot(204, COrtStatus *(*)(COrtSessionOptions *, const COrtCUDAOptions *))(options, cuda);
}

static inline void COrtReleaseCUDAProviderOptions(const COrtApi *api, COrtCUDAOptions *cuda) {
  COrtSlot(208, void (*)(COrtCUDAOptions *))(cuda);
}

// MARK: - Sessions

static inline COrtStatus *COrtCreateSession(
    const COrtApi *api, const COrtEnv *env, const char *path, const COrtSessionOptions *options,
    COrtSession **result) {
  return COrtSlot(7, COrtStatus *(*)(const COrtEnv *, const char *, const COrtSessionOptions *, COrtSession **))(
      env, path, options, result);
}

static inline COrtStatus *COrtRun(
    const COrtApi *api, COrtSession *session, const char *const *inputNames, const COrtValue *const *inputs,
    size_t inputCount, const char *const *outputNames, size_t outputCount, COrtValue **outputs) {
  return COrtSlot(
      9,
      COrtStatus *(*)(COrtSession *, const COrtRunOptions *, const char *const *, const COrtValue *const *, size_t,
                      const char *const *, size_t, COrtValue **))(
      session, NULL, inputNames, inputs, inputCount, outputNames, outputCount, outputs);
}

static inline void COrtReleaseSession(const COrtApi *api, COrtSession *session) {
  COrtSlot(95, void (*)(COrtSession *))(session);
}

// MARK: - A session's inputs and outputs

static inline COrtStatus *COrtSessionGetInputCount(const COrtApi *api, const COrtSession *session, size_t *result) {
  return COrtSlot(30, COrtStatus *(*)(const COrtSession *, size_t *))(session, result);
}

static inline COrtStatus *COrtSessionGetOutputCount(const COrtApi *api, const COrtSession *session, size_t *result) {
  return COrtSlot(31, COrtStatus *(*)(const COrtSession *, size_t *))(session, result);
}

static inline COrtStatus *COrtSessionGetInputTypeInfo(
    const COrtApi *api, const COrtSession *session, size_t index, COrtTypeInfo **result) {
  return COrtSlot(33, COrtStatus *(*)(const COrtSession *, size_t, COrtTypeInfo **))(session, index, result);
}

static inline COrtStatus *COrtSessionGetOutputTypeInfo(
    const COrtApi *api, const COrtSession *session, size_t index, COrtTypeInfo **result) {
  return COrtSlot(34, COrtStatus *(*)(const COrtSession *, size_t, COrtTypeInfo **))(session, index, result);
}

/// The name is freed with `COrtAllocatorFree`.
static inline COrtStatus *COrtSessionGetInputName(
    const COrtApi *api, const COrtSession *session, size_t index, COrtAllocator *allocator, char **result) {
  return COrtSlot(36, COrtStatus *(*)(const COrtSession *, size_t, COrtAllocator *, char **))(
      session, index, allocator, result);
}

/// The name is freed with `COrtAllocatorFree`.
static inline COrtStatus *COrtSessionGetOutputName(
    const COrtApi *api, const COrtSession *session, size_t index, COrtAllocator *allocator, char **result) {
  return COrtSlot(37, COrtStatus *(*)(const COrtSession *, size_t, COrtAllocator *, char **))(
      session, index, allocator, result);
}

/// The result belongs to `info`; it is NULL for what is not a tensor.
static inline COrtStatus *COrtCastTypeInfoToTensorInfo(
    const COrtApi *api, const COrtTypeInfo *info, const COrtTensorInfo **result) {
  return COrtSlot(55, COrtStatus *(*)(const COrtTypeInfo *, const COrtTensorInfo **))(info, result);
}

static inline void COrtReleaseTypeInfo(const COrtApi *api, COrtTypeInfo *info) {
  COrtSlot(98, void (*)(COrtTypeInfo *))(info);
}

static inline COrtStatus *COrtGetTensorElementType(const COrtApi *api, const COrtTensorInfo *info, int *result) {
  return COrtSlot(60, COrtStatus *(*)(const COrtTensorInfo *, int *))(info, result);
}

static inline COrtStatus *COrtGetDimensionsCount(const COrtApi *api, const COrtTensorInfo *info, size_t *result) {
  return COrtSlot(61, COrtStatus *(*)(const COrtTensorInfo *, size_t *))(info, result);
}

/// A dimension that the graph leaves open is -1.
static inline COrtStatus *COrtGetDimensions(
    const COrtApi *api, const COrtTensorInfo *info, int64_t *dimensions, size_t count) {
  return COrtSlot(62, COrtStatus *(*)(const COrtTensorInfo *, int64_t *, size_t))(info, dimensions, count);
}

static inline void COrtReleaseTensorInfo(const COrtApi *api, COrtTensorInfo *info) {
  COrtSlot(99, void (*)(COrtTensorInfo *))(info);
}

// MARK: - Tensors

static inline COrtStatus *COrtCreateTensorWithData(
    const COrtApi *api, const COrtMemoryInfo *memory, void *data, size_t byteCount, const int64_t *shape,
    size_t rank, int elementType, COrtValue **result) {
  return COrtSlot(
      49,
      COrtStatus *(*)(const COrtMemoryInfo *, void *, size_t, const int64_t *, size_t, int, COrtValue **))(
      memory, data, byteCount, shape, rank, elementType, result);
}

static inline COrtStatus *COrtGetTensorMutableData(const COrtApi *api, COrtValue *value, void **result) {
  return COrtSlot(51, COrtStatus *(*)(COrtValue *, void **))(value, result);
}

/// The result is released with `COrtReleaseTensorInfo`.
static inline COrtStatus *COrtGetTensorTypeAndShape(
    const COrtApi *api, const COrtValue *value, COrtTensorInfo **result) {
  return COrtSlot(65, COrtStatus *(*)(const COrtValue *, COrtTensorInfo **))(value, result);
}

static inline void COrtReleaseValue(const COrtApi *api, COrtValue *value) {
  COrtSlot(96, void (*)(COrtValue *))(value);
}

// MARK: - Memory

/// Memory of the CPU, which needs no copy when Swift owns it.
static inline COrtStatus *COrtCreateCpuMemoryInfo(const COrtApi *api, COrtMemoryInfo **result) {
  // 0, 0: the device's allocator, default memory.
  return COrtSlot(69, COrtStatus *(*)(int, int, COrtMemoryInfo **))(0, 0, result);
}

/// The default allocator belongs to the runtime.
static inline COrtStatus *COrtGetAllocatorWithDefaultOptions(const COrtApi *api, COrtAllocator **result) {
  return COrtSlot(78, COrtStatus *(*)(COrtAllocator **))(result);
}

static inline COrtStatus *COrtAllocatorFree(const COrtApi *api, COrtAllocator *allocator, void *pointer) {
  return COrtSlot(76, COrtStatus *(*)(COrtAllocator *, void *))(allocator, pointer);
}

#undef COrtSlot

#endif
