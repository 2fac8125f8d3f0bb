#include "experiments/commands/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "experiments/error.hpp"
#include "experiments/input/nearest_name.hpp"

namespace armistice {

bool CatalogueFilter::passes(std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) names_.emplace(name);
  const bool passed =
      wanted_.empty() || std::find(names.begin(), names.end(), wanted_) != names.end();
  any_ = any_ || passed;
  return passed;
}

void CatalogueFilter::check(std::string_view catalogue) const {
  if (any_ || wanted_.empty()) return;
  const std::vector<std::string_view> names(names_.begin(), names_.end());
  const std::string_view nearest = nearest_name(wanted_, names);
  throw Error(Fault::kInput,
              fmt::format("armistice: {}: there is no \"{}\"{}", catalogue, wanted_,
                          nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest)));
}

Action catalogue_action(CLI::App& command, const char* filter,
                        std::string (*listed)(const CatalogueOptions&), Markdown markdown) {
  const auto options = std::make_shared<CatalogueOptions>();
  command.add_option(filter, options->filter, "only these")->type_name("");
  command.add_flag("--json", options->json, "print it as data");
  if (markdown == Markdown::kToo) {
    command.add_flag("--markdown", options->markdown, "print the docs page");
  }
  return [options, listed](const Session& session) {
    session.result(listed(*options));
    return 0;
  };
}

}  // namespace armistice
