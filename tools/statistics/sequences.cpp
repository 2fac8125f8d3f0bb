// How often a confidence sequence ever leaves the truth, at any of the numbers of trials at which a
// run to a precision looks at it, up to 65,536: sequences [REPETITIONS]
//
// A run stops at one of them, so that its interval misses no more often. Draws are of this program
// (a Mersenne twister), not of the model. They are a share, the difference of two shares of the
// same trials, and means of skewed differences, in blocks of trials as the engine adds them.
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "experiments/comparison/paired_statistics.hpp"
#include "experiments/engine/run_settings.hpp"
#include "experiments/trials/confidence_sequence.hpp"

namespace {

using namespace armistice;

constexpr int kBlocks = 16;

using Random = std::mt19937_64;

/// Adds a block's trials and says the interval of all so far.
using More = std::function<Interval(Random& random)>;

struct Kind {
  std::string words;
  double truth;
  std::function<More()> begin;
};

std::int64_t hits(Random& random, std::int64_t trials, double share) {
  return std::binomial_distribution<std::int64_t>(trials, share)(random);
}

Kind of_share(double share) {
  return {fmt::format("share {}", share), share, [share] {
            return [share, count = std::int64_t{0}, n = std::int64_t{0}](Random& random) mutable {
              count += hits(random, kBlockTrials, share);
              n += kBlockTrials;
              return share_sequence(count, n);
            };
          }};
}

Kind of_difference(double gained, double lost) {
  return {fmt::format("difference of shares, {} gained and {} lost", gained, lost), gained - lost,
          [=] {
            return [=, up = std::int64_t{0}, down = std::int64_t{0},
                    n = std::int64_t{0}](Random& random) mutable {
              const std::int64_t more = hits(random, kBlockTrials, gained);
              up += more;
              down += hits(random, kBlockTrials - more, lost / (1 - gained));
              n += kBlockTrials;
              return paired_share_sequence(up, down, n);
            };
          }};
}

Kind of_mean(const std::string& words, double truth, double (*draw)(Random& random)) {
  return {words, truth, [draw] {
            return [draw, sums = Moments{}](Random& random) mutable {
              std::vector<double> values(kBlockTrials);
              for (double& x : values) x = draw(random);
              add(sums, moments_of(values.data(), kBlockTrials));
              return paired_mean_sequence(sums.mean, sums);
            };
          }};
}

double exponential(Random& random) { return std::exponential_distribution<double>(1)(random); }
double rare(Random& random) {
  return std::bernoulli_distribution(.02)(random) ? exponential(random) : 0;
}

}  // namespace

int main(int count, char** words) {
  const int repetitions = count > 1 ? std::atoi(words[1]) : 2000;
  const std::vector<Kind> kinds{of_share(.0005),
                                of_share(.02),
                                of_share(.3),
                                of_difference(.001, .0005),
                                of_difference(.1, .05),
                                of_mean("mean of exponential differences", 1, exponential),
                                of_mean("mean, 0 in 98 % and else exponential", .02, rare)};
  fmt::print("what,repetitions,ever_missed,missed_at_the_end,last_half_width\n");
  Random random(1);
  for (const Kind& kind : kinds) {
    int ever = 0, last = 0;
    double width = 0;
    for (int i = 0; i < repetitions; ++i) {
      const More more = kind.begin();
      bool missed = false, misses = false;
      for (int block = 0; block < kBlocks; ++block) {
        const Interval interval = more(random);
        misses = kind.truth < interval.low || kind.truth > interval.high;
        missed = missed || misses;
        width = interval.high - interval.low;
      }
      ever += missed;
      last += misses;
    }
    fmt::print("\"{}\",{},{},{},{}\n", kind.words, repetitions, ever, last, width / 2);
  }
  return 0;
}
