// Everything is inline in the header; a C target needs one file to be compiled, and this one also checks the header.
#include "COnnxRuntime.h"
