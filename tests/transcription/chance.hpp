// The luck of a trial. In a replay a trace of the program decides what chance would decide, and
// every quantity that the trace has is compared with the one worked out here.
#pragma once

#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <unordered_map>

namespace transcription {

/// A trace: the month (from 1), step, actor and item of each row, as "7,war,world,interception".
using Trace = std::unordered_map<std::string, double>;

/// A quantity of a trace that was worked out otherwise here.
struct Parting {
  int count = 0, month = 0;  // how often, and first when
  double mine = 0, theirs = 0;
};

/// How often something happened in a trace, against how often it should have.
struct Frequency {
  double happened = 0, expected = 0, variance = 0;
  int impossible = 0;  // it happened without a probability, or did not with certainty
  void add(double probability, bool now) {
    happened += now;
    expected += probability;
    variance += probability * (1 - probability);
    impossible += now ? probability <= 0 : probability >= 1;
  }
};

class Chance {
 public:
  explicit Chance(unsigned long long seed) : generator_(seed) {}

  void follow(const Trace* trace) { trace_ = trace; }
  void begin_month(int month) { month_ = month + 1; }
  bool replaying() const { return trace_ != nullptr; }

  double uniform() { return std::generate_canonical<double, 53>(generator_); }
  double normal() { return normal_(generator_); }

  /// Whether something of a probability happens. What a trace could tell and does not did not.
  bool happens(double probability, const char* row = nullptr) {
    if (!trace_ || !row) return uniform() < probability;
    const double* told = find(row);
    const bool now = told != nullptr && *told > 0.5;
    count(row, probability, now);
    return now;
  }

  /// Counts what a trace told of an event.
  void count(const std::string& row, double probability, bool now) {
    if (trace_) events_[row.substr(row.rfind(',') + 1)].add(clip_to_one(probability), now);
  }
  bool happens(double probability, const std::string& row) {
    return happens(probability, row.c_str());
  }

  /// A number that luck has a part in: the trace's, if it has it.
  template <class Row>
  double drawn(double value, const Row& row) const {
    const double* told = trace_ ? find(row) : nullptr;
    return told ? *told : value;
  }

  /// A number without luck, to be compared with the trace's. `began` is a size that it had before:
  /// what is left of it has the rounding of that.
  template <class Row>
  void compare(double value, const Row& row, double began = 0) {
    const double* told = trace_ ? find(row) : nullptr;
    if (told == nullptr) return;
    ++compared_[row];
    const double allowed = std::fmax(kTolerance * std::fmax(kSmall, std::fabs(*told)),
                                     kRoundings * std::numeric_limits<float>::epsilon() * began);
    if (std::fabs(value - *told) <= allowed) return;
    Parting& parting = parted_[row];
    if (parting.count++ == 0) parting = {1, month_, value, *told};
  }

  template <class Row>
  bool tells(const Row& row, double& value, int months_on = 0) const {
    const double* told = trace_ ? find(row, months_on) : nullptr;
    if (told) value = *told;
    return told != nullptr;
  }

  /// By row without its month.
  const std::map<std::string, Parting>& parted() const { return parted_; }
  const std::map<std::string, int>& compared() const { return compared_; }
  /// By item, over all actors.
  const std::map<std::string, Frequency>& events() const { return events_; }

 private:
  // The program counts in single precision, and rounding adds up over the months.
  static constexpr double kTolerance = 5e-4, kSmall = 2e-2;
  static constexpr double kRoundings = 8;  // that add up: about the root of the months

  static double clip_to_one(double p) { return std::fmin(std::fmax(p, 0), 1); }

  const double* find(const std::string& row, int months_on = 0) const {
    const auto at = trace_->find(std::to_string(month_ + months_on) + "," + row);
    return at == trace_->end() ? nullptr : &at->second;
  }

  std::mt19937_64 generator_;
  std::normal_distribution<double> normal_;
  const Trace* trace_ = nullptr;
  int month_ = 0;
  std::map<std::string, Parting> parted_;
  std::map<std::string, int> compared_;
  std::map<std::string, Frequency> events_;
};

}  // namespace transcription
