#include "experiments/commands/table_options.hpp"

#include <string_view>
#include <utility>

#include "experiments/commands/option_values.hpp"

namespace armistice {
namespace {

constexpr const char *kDelimiter = "--delimiter", *kDecimal = "--decimal";

char parse_delimiter(const std::string& typed) {
  constexpr std::pair<std::string_view, char> kChoices[] = {
      {",", ','}, {";", ';'}, {"|", '|'}, {"tab", '\t'}, {"\t", '\t'}, {"\\t", '\t'}};
  for (const auto& [word, character] : kChoices) {
    if (typed == word) return character;
  }
  refuse(fmt::format("{} \"{}\": expected , ; | or the word tab (in quotes, for the shell's sake)",
                     kDelimiter, typed));
}

char parse_decimal(const std::string& typed) {
  if (typed == "." || typed == ",") return typed[0];
  refuse(fmt::format("{} \"{}\": expected . or ,", kDecimal, typed));
}

void check(const CsvFormat& format, bool has_out) {
  if (format.delimiter == format.decimal) {
    refuse(
        "--decimal , needs another --delimiter, because a comma cannot separate both cells and "
        "digits; write --delimiter ';' --decimal ,");
  }
  if (format != CsvFormat{} && !has_out) {
    refuse("--delimiter and --decimal change the tables of --out; expected --out DIR too");
  }
}

}  // namespace

void offer_tables(CLI::App& command, CsvFormat& format,
                  const std::optional<std::filesystem::path>& out) {
  offer_text(command, kDelimiter, "CHAR", "separator of cells in the tables: , ; | or tab [,]",
             [&format](const std::string& typed) { format.delimiter = parse_delimiter(typed); });
  offer_text(command, kDecimal, "CHAR", "decimal sign in the tables: . or , [.]",
             [&format](const std::string& typed) { format.decimal = parse_decimal(typed); });
  command.parse_complete_callback([&format, &out] { check(format, out.has_value()); });
}

void refuse_tables(CLI::App& command, const std::string& reason) {
  for (const char* const name : {kDelimiter, kDecimal}) {
    command
        .add_option_function<std::string>(
            name,
            [name, reason](const std::string&) { refuse(fmt::format("{}: {}", name, reason)); })
        ->group("");  // not in the help
  }
}

void require_plain(const CsvFormat& format, const std::string& reason) {
  if (format != CsvFormat{}) refuse("--delimiter and --decimal: " + reason);
}

}  // namespace armistice
