# Every library comes from Debian's packages; tools/setup installs them and unpacks two newer ones below build/deps.
set(CUIBONO_DEPS_DIR ${CMAKE_SOURCE_DIR}/build/deps CACHE PATH "Where tools/setup unpacked SQLCipher and Dear ImGui")
set(CUIBONO_IMGUI_DIR ${CUIBONO_DEPS_DIR}/imgui CACHE PATH "Source of Dear ImGui, 1.92 or newer")

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(fmt REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(tl-expected REQUIRED)
find_package(pugixml REQUIRED)
find_package(Freetype REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(Fontconfig REQUIRED)
find_package(PNG REQUIRED)
find_package(glfw3 3.3 REQUIRED)

foreach(name epoxy harfbuzz fribidi libzip libseccomp expat)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET GLOBAL ${name})
  add_library(${name}::${name} ALIAS PkgConfig::${name})
endforeach()
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET GLOBAL libsodium)
add_library(sodium::sodium ALIAS PkgConfig::sodium)

# SQLCipher, static. Debian 12's own is built on SQLite 3.15, which this product refuses.
find_library(SQLCIPHER_LIBRARY libsqlcipher.a PATHS ${CUIBONO_DEPS_DIR}/sqlcipher/usr/lib PATH_SUFFIXES
             ${CMAKE_LIBRARY_ARCHITECTURE} x86_64-linux-gnu aarch64-linux-gnu NO_DEFAULT_PATH REQUIRED)
find_path(SQLCIPHER_INCLUDE sqlite3.h PATHS ${CUIBONO_DEPS_DIR}/sqlcipher/usr/include/sqlcipher NO_DEFAULT_PATH REQUIRED)
add_library(sqlcipher STATIC IMPORTED GLOBAL)
set_target_properties(sqlcipher PROPERTIES IMPORTED_LOCATION ${SQLCIPHER_LIBRARY})
target_include_directories(sqlcipher SYSTEM INTERFACE ${SQLCIPHER_INCLUDE})
target_compile_definitions(sqlcipher INTERFACE SQLITE_HAS_CODEC)
target_link_libraries(sqlcipher INTERFACE OpenSSL::Crypto Threads::Threads ${CMAKE_DL_LIBS} m)
add_library(SQLCipher::SQLCipher ALIAS sqlcipher)

# Dear ImGui, built from its source. The test-engine hooks tell the tests where every item is, by label.
if(NOT EXISTS ${CUIBONO_IMGUI_DIR}/imgui.h)
  message(FATAL_ERROR "Dear ImGui is not in ${CUIBONO_IMGUI_DIR}: run tools/setup, or set CUIBONO_IMGUI_DIR")
endif()
set(imgui ${CUIBONO_IMGUI_DIR})
add_library(imgui STATIC ${imgui}/imgui.cpp ${imgui}/imgui_draw.cpp ${imgui}/imgui_tables.cpp ${imgui}/imgui_widgets.cpp
            ${imgui}/misc/freetype/imgui_freetype.cpp ${imgui}/misc/cpp/imgui_stdlib.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${imgui} ${imgui}/misc/cpp)
target_compile_definitions(imgui PUBLIC IMGUI_USE_WCHAR32 IMGUI_ENABLE_FREETYPE IMGUI_DISABLE_OBSOLETE_FUNCTIONS
                           "ImDrawIdx=unsigned int")
option(CUIBONO_UI_HOOKS "Report every widget's label and rectangle, for tests that press real buttons" ${BUILD_TESTING})
if(CUIBONO_UI_HOOKS)
  target_compile_definitions(imgui PUBLIC IMGUI_ENABLE_TEST_ENGINE)
endif()
target_link_libraries(imgui PUBLIC Freetype::Freetype)
set_target_properties(imgui PROPERTIES POSITION_INDEPENDENT_CODE ON)
add_library(imgui::imgui ALIAS imgui)

add_library(imgui_backends STATIC ${imgui}/backends/imgui_impl_glfw.cpp ${imgui}/backends/imgui_impl_opengl3.cpp)
target_include_directories(imgui_backends SYSTEM PUBLIC ${imgui}/backends)
target_link_libraries(imgui_backends PUBLIC imgui glfw ${CMAKE_DL_LIBS})
add_library(imgui::backends ALIAS imgui_backends)
