#pragma once
// For kernels that work on a vector register of four numbers at once.

namespace cuibono::graph {

// Vectors of 32 bytes are two SSE registers where there is no AVX2; the results are the same to the last bit.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && defined(__OPTIMIZE__)
#define CB_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define CB_WIDE
#endif

} // namespace cuibono::graph
