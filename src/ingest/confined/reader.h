#pragma once
// The process that reads one file: started by the program itself, shut in, and gone when the file is read. The file is
// descriptor 0, what comes of it goes to descriptor 3, the request comes through descriptor 4; see shared_page.h.

#include <string_view>

namespace cuibono::ingest::confined {

/// The one argument with which a program starts itself as a reader.
inline constexpr std::string_view kReaderArgument = "--confined-reader";

/// Reads, answers and ends the process: 0 when the answer is complete, whatever it says; 2 when it was not started by
/// confined::Readers.
[[noreturn]] void run_reader();

} // namespace cuibono::ingest::confined
