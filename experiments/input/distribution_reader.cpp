#include "experiments/input/distribution_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "experiments/input/nearest_name.hpp"
#include "experiments/input/toml_reader.hpp"

namespace armistice {
namespace {

struct Form {
  DistributionKind kind;
  std::vector<std::string_view> fields;
};

const std::array<Form, 5>& forms() {
  static const std::array<Form, 5> all = {{
      {DistributionKind::kTriangular, {"min", "mode", "max"}},
      {DistributionKind::kUniform, {"min", "max"}},
      {DistributionKind::kNormal, {"mean", "sd"}},
      {DistributionKind::kBernoulli, {"probability"}},
      {DistributionKind::kDiscrete, {"values", "weights"}},
  }};
  return all;
}

const Form& read_form(const toml::table& table, std::string_view what) {
  std::array<std::string_view, 5> names;
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = name_of(forms()[i].kind);
  const toml::node* name = table.get("distribution");
  if (name == nullptr) {
    fail_at(table.source(),
            fmt::format("{} is a table without \"distribution\"; expected a number or {{ "
                        "distribution = {}, ... }}",
                        what, listed(names)));
  }
  const Form& form = forms()[read_word(*name, fmt::format("the distribution of {}", what), names)];
  std::vector<std::string_view> allowed = form.fields;
  allowed.emplace_back("distribution");
  check_keys(table, allowed, "field", fmt::format("the {} distribution", name_of(form.kind)));
  for (const std::string_view field : form.fields) {
    if (table.contains(field)) continue;
    fail_at(table.source(),
            fmt::format("the {} distribution of {} lacks \"{}\"; expected {}", name_of(form.kind),
                        what, field, fmt::join(form.fields, ", ")));
  }
  return form;
}

std::vector<double> read_numbers(const toml::node& node, std::string_view what) {
  std::vector<double> numbers;
  for (const toml::node& element : read_list(node, what)) {
    numbers.push_back(read_number(element, fmt::format("{}[{}]", what, numbers.size() + 1)));
  }
  return numbers;
}

void read_discrete(const toml::table& table, std::string_view what, Distribution& d) {
  const toml::node &values = *table.get("values"), &weights = *table.get("weights");
  d.values = read_numbers(values, fmt::format("{}.values", what));
  d.weights = read_numbers(weights, fmt::format("{}.weights", what));
  if (d.values.empty()) {
    fail_at(values.source(), fmt::format("{}.values is empty; expected one at least", what));
  }
  if (d.values.size() != d.weights.size()) {
    fail_at(weights.source(), fmt::format("{} has {} weights for {} values; expected one for each",
                                          what, d.weights.size(), d.values.size()));
  }
  double sum = 0;
  for (std::size_t i = 0; i < d.weights.size(); ++i) {
    if (d.weights[i] < 0) {
      fail_at(weights.as_array()->get(i)->source(),
              fmt::format("{}.weights[{}] is {}; expected 0 or more", what, i + 1, d.weights[i]));
    }
    sum += d.weights[i];
  }
  if (!(sum > 0)) {
    fail_at(weights.source(),
            fmt::format("the weights of {} sum to 0; expected one above 0 at least", what));
  }
}

/// Fails unless `low < high`: a distribution without any width is a number.
void check_width(const toml::table& table, std::string_view what, double low, double high) {
  if (low < high) return;
  const auto message =
      low > high ? fmt::format("{}: min {} is above max {}", what, low, high)
                 : fmt::format("{0}: min and max are both {1}; expected a range, or the number {1}",
                               what, low);
  fail_at(table.get("min")->source(), message);
}

Distribution read_form_and_fields(const toml::table& table, std::string_view what) {
  const Form& form = read_form(table, what);
  Distribution d{.kind = form.kind, .values = {}, .weights = {}};
  const auto number = [&](std::string_view field, const Range& range = {}) {
    return read_number_in(*table.get(field), fmt::format("{}.{}", what, field), range);
  };
  switch (form.kind) {
    case DistributionKind::kFixed:
      break;
    case DistributionKind::kTriangular:
      d.a = number("min");
      d.c = number("max");
      check_width(table, what, d.a, d.c);
      d.b = number("mode", {.low = d.a, .high = d.c, .unit = "from min to max"});
      break;
    case DistributionKind::kUniform:
      d.a = number("min");
      d.b = number("max");
      check_width(table, what, d.a, d.b);
      break;
    case DistributionKind::kNormal:
      d.a = number("mean");
      d.b = number("sd", {.positive = true});
      break;
    case DistributionKind::kBernoulli:
      d.a = number("probability", kShare);
      break;
    case DistributionKind::kDiscrete:
      read_discrete(table, what, d);
      break;
  }
  return d;
}

/// The first drawable value that the range does not admit; NaN if all are admitted.
double first_outside(const Distribution& d, const Range& range) {
  const auto [low, high] = support_of(d);
  if (!range.admits(low)) return low;
  if (!range.admits(high)) return high;
  for (std::size_t i = 0; i < d.values.size(); ++i) {
    if (d.weights[i] > 0 && !range.admits(d.values[i])) return d.values[i];
  }
  return std::nan("");
}

/// "; did you mean 19?" of 0.19 in per cent, and of a share in per cent; a probability is no event.
std::string slip_of(std::string_view what, double x, const Range& range) {
  constexpr double kPercent = 100;
  constexpr double kLeastPercent = 10;  // below it may be a rank on some scale
  if (range.zero_or_one && x > 0 && x < 1 && what.starts_with("parameters.")) {
    return fmt::format("; or {{ distribution = \"bernoulli\", probability = {} }}", x);
  }
  const bool per_cent = range.unit.find('%') != std::string_view::npos;
  if (per_cent && x > 0 && range.admits(x * kPercent)) {
    return fmt::format("; did you mean {}?", x * kPercent);
  }
  const bool share = range.low == 0 && range.high == 1 && !range.zero_or_one;
  if (share && x >= kLeastPercent && x <= kPercent)
    return fmt::format("; did you mean {}?", x / kPercent);
  return range.nearest(x);
}

}  // namespace

Distribution read_distribution(const toml::node& node, std::string_view what, const Range& range) {
  const std::string expected = "; expected " + to_string(range);
  if (!node.is_table()) {
    if (!node.is_number()) {
      fail_type(node, what, fmt::format("a number, {}, or a distribution", to_string(range)));
    }
    Distribution d = fixed_value(read_number(node, what));
    if (!range.admits(d.a)) {
      fail_at(node.source(),
              fmt::format("{} is {}{}{}", what, d.a, expected, slip_of(what, d.a, range)));
    }
    return d;
  }
  Distribution d = read_form_and_fields(*node.as_table(), what);
  const bool continuous =
      d.kind == DistributionKind::kTriangular || d.kind == DistributionKind::kUniform;
  if (range.zero_or_one && continuous) {
    fail_at(node.source(), fmt::format("{} is drawn from a continuous distribution{}: use "
                                       "\"bernoulli\"",
                                       what, expected));
  }
  if (const double x = first_outside(d, range); !std::isnan(x)) {
    fail_at(node.source(),
            fmt::format("{} can be drawn as {}{}{}", what, x, expected, range.nearest(x)));
  }
  return d;
}

}  // namespace armistice
