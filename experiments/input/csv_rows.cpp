#include "experiments/input/csv_rows.hpp"

#include <fmt/format.h>

#include <boost/iostreams/device/array.hpp>
#include <boost/iostreams/stream.hpp>
#include <fstream>
#include <string_view>
#include <utility>

#include "experiments/error.hpp"
#include "experiments/input/text_file.hpp"

namespace armistice {
namespace {

// A row of this program has some thousand bytes; of another file that is no table, all of it.
constexpr std::size_t kLongestRow = std::size_t{1} << 26;

/// The parser's state for the current row.
struct Heard {
  std::vector<std::string> cells;
  bool whole = false;
};

void hear_cell(void* text, std::size_t length, void* heard) {
  static_cast<Heard*>(heard)->cells.emplace_back(static_cast<const char*>(text), length);
}

void hear_end(int, void* heard) { static_cast<Heard*>(heard)->whole = true; }

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

CsvRows::CsvRows(const CsvSource& source, std::streamoff offset)
    : source_(source), offset_(offset) {
  if (source.text != nullptr) {
    using Text = boost::iostreams::stream<boost::iostreams::array_source>;
    in_ = std::make_unique<Text>(source.text->data(), source.text->size());
  } else if (const std::string why = why_unreadable(source.file); !why.empty()) {
    throw Error(Fault::kInput, fmt::format("{}: {}", source.file.string(), why));
  } else if (is_read_once(source.file)) {  // opening it would wait for whoever writes to it
    throw Error(Fault::kInput, fmt::format("{}: a pipe or a device; expected a file, which can be "
                                           "read more than once",
                                           source.file.string()));
  } else {
    in_ = std::make_unique<std::ifstream>(source.file, std::ios::binary);
  }
  if (offset > 0) in_->seekg(offset);
  if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0) {
    throw Error(Fault::kOurs, "libcsv can't be started");
  }
  csv_set_delim(&parser_, static_cast<unsigned char>(source.delimiter));
}

CsvRows::~CsvRows() { csv_free(&parser_); }

void CsvRows::refuse_row() const {
  throw Error(Fault::kInput,
              fmt::format("{}:{}: a row of more than {} bytes; expected a table with "
                          "one row on a line",
                          source_.file.string(), lines_ + 1, kLongestRow));
}

/// Up to a line feed or a carriage return, so that no line holds the ends of two rows.
bool CsvRows::read_line() {
  line_.clear();
  std::streambuf& buffer = *in_->rdbuf();
  for (int c = buffer.sbumpc(); c != std::streambuf::traits_type::eof(); c = buffer.sbumpc()) {
    line_ += static_cast<char>(c);
    if (line_.size() > kLongestRow) refuse_row();
    if (c == '\n' || c == '\r') break;
  }
  if (line_.empty()) return false;
  if (!(after_cr_ && line_ == "\n")) ++lines_;
  after_cr_ = line_.back() == '\r';
  if (offset_ == 0 && line_.starts_with(kByteOrderMark)) {
    line_.erase(0, kByteOrderMark.size());
    offset_ = static_cast<std::streamoff>(kByteOrderMark.size());
  }
  offset_ += static_cast<std::streamoff>(line_.size());
  return true;
}

std::optional<CsvRows::Row> CsvRows::next() {
  Heard heard;
  Row row{.cells = {}, .line = 0, .offset = 0};
  const auto fail = [&](const char* what) {
    throw Error(Fault::kInput, fmt::format("{}:{}: {}", source_.file.string(), lines_, what));
  };
  while (!finished_ && !heard.whole) {
    if (read_line()) {
      const bool blank = line_.find_first_not_of(" \t\r\n") == std::string::npos;
      if (row.line == 0 && !blank) {
        row.line = lines_;
        row.offset = offset_ - static_cast<std::streamoff>(line_.size());
      }
      // A quotation mark that nothing closes makes the rest of the file one cell.
      if (row.line > 0 && offset_ - row.offset > static_cast<std::streamoff>(kLongestRow))
        refuse_row();
      if (csv_parse(&parser_, line_.data(), line_.size(), hear_cell, hear_end, &heard) !=
          line_.size()) {
        fail(
            "a quotation mark within a cell; expected the whole cell in quotation marks, and each "
            "mark within it twice");
      }
    } else {
      finished_ = true;
      if (in_->bad()) fail("can't be read further");
      if (csv_fini(&parser_, hear_cell, hear_end, &heard) != 0) {
        lines_ = row.line;
        fail("a cell of the row that begins here has no closing quotation mark");
      }
    }
  }
  if (!heard.whole) return std::nullopt;
  row.cells = std::move(heard.cells);
  return row;
}

}  // namespace armistice
