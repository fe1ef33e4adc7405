#pragma once
// Numbers and texts as bytes: a number as seven bits a byte, the lowest first (LEB128); a text as its length and itself.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace cuibono::ingest::confined {

/// Gathers small pieces, so that the sink is called for each quarter of a MiB.
class WireWriter {
 public:
  explicit WireWriter(std::function<bool(std::string_view)> sink) : sink_(std::move(sink)) { buffer_.reserve(kBuffer + 16); }
  ~WireWriter() { flush(); }
  WireWriter(const WireWriter&) = delete;
  WireWriter& operator=(const WireWriter&) = delete;

  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) buffer_ += static_cast<char>(0x80u | (value & 0x7Fu));
    buffer_ += static_cast<char>(value);
    if (buffer_.size() >= kBuffer) flush();
  }
  void bytes(std::string_view bytes) {
    if (buffer_.size() + bytes.size() > kBuffer) flush();
    if (bytes.size() < kBuffer) buffer_ += bytes;
    else took_ = took_ && sink_(bytes);
  }
  void raw_text(std::string_view text) { number(text.size()), bytes(text); }
  /// What is not valid UTF-8 is sent as Windows-1252 means it.
  void text(std::string_view text);

  /// Whether the sink took everything.
  bool finish() { return flush(), took_; }

 private:
  static constexpr std::size_t kBuffer = std::size_t{256} << 10;

  void flush() {
    took_ = took_ && (buffer_.empty() || sink_(buffer_));
    buffer_.clear();
  }

  std::function<bool(std::string_view)> sink_;
  std::string buffer_;
  bool took_ = true;
};

/// Reads what may be anything: past the first thing that is wrong everything is 0 and empty, and holds() is false.
class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number() {
    if (!rest_.empty() && static_cast<unsigned char>(rest_[0]) < 0x80) { // nearly always
      const auto value = static_cast<unsigned char>(rest_[0]);
      rest_.remove_prefix(1);
      return value;
    }
    return long_number();
  }
  /// A number of things that take at least a byte each.
  std::size_t count();
  std::string_view bytes(std::uint64_t length);
  /// Valid UTF-8.
  std::string text();
  std::string raw_text() { return std::string(bytes(number())); }

  std::size_t left() const { return rest_.size(); }
  bool holds() const { return holds_; }
  void give_up() { rest_ = {}, holds_ = false; }

 private:
  std::uint64_t long_number();

  std::string_view rest_;
  bool holds_ = true;
};

} // namespace cuibono::ingest::confined
