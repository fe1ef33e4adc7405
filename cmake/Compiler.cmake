# Language, warnings and sanitisers, the same for every target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

option(CUIBONO_WERROR "Treat warnings as errors" OFF)
set(CUIBONO_SANITIZE "" CACHE STRING "Sanitisers to build with, such as address,undefined or thread")
option(CUIBONO_COVERAGE "Count executed lines for gcovr" OFF)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(cuibono_options INTERFACE)
target_compile_options(cuibono_options INTERFACE -Wall -Wextra -Wpedantic $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local> -Wconversion -Wno-sign-conversion
                       -Wno-missing-field-initializers)
# With optimisation GCC 12 warns of string copies and optionals that are sound (GCC bugs 105329 and 80635).
target_compile_options(cuibono_options INTERFACE $<$<CONFIG:Release>:-Wno-restrict -Wno-maybe-uninitialized>)
if(CUIBONO_WERROR)
  target_compile_options(cuibono_options INTERFACE -Werror)
endif()
if(CUIBONO_SANITIZE)
  add_compile_options(-fsanitize=${CUIBONO_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${CUIBONO_SANITIZE})
endif()
if(CUIBONO_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()

# Floating point must give the same bits on every machine: no contraction into fused multiply-add.
add_compile_options(-ffp-contract=off)
# SQLCipher is linked in; its symbols must not leak into a process that also loads the system's SQLite.
# Not in the fuzz preset, whose sanitiser is linked in as well and must be seen by the libraries.
if(NOT CUIBONO_FUZZ)
  add_link_options(-Wl,--exclude-libs,ALL)
endif()

function(cuibono_defaults target)
  target_link_libraries(${target} PRIVATE cuibono_options)
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR}/src)
endfunction()
