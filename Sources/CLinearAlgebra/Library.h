// The shared library with BLAS and LAPACK, opened once.
#ifndef C_LINEAR_ALGEBRA_LIBRARY_H
#define C_LINEAR_ALGEBRA_LIBRARY_H

/// Finds a function of the first library that can be opened and has it.
///
/// Returns NULL where there is none; `message`, of 256 bytes, then receives the reason.
void *sextant_linear_function(const char *name, char *message);

#endif
