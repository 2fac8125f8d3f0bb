// The one error type of the program. Library code throws it and never prints or exits; main turns
// it into a message and an exit status.
#pragma once

#include <stdexcept>
#include <string>

namespace armistice {

/// Exit statuses of the contract (docs/command-line.md).
enum class Fault {
  kOurs = 1,    // a broken promise of the program
  kInput = 2,   // the command line, a scenario or a table is wrong; nothing was run
  kOutput = 3,  // results can't be written
};

/// `what()` is the whole message: place ("file:line:column: "), what was wrong, what was expected,
/// the nearest valid choice.
class Error : public std::runtime_error {
 public:
  Error(Fault fault, const std::string& message) : std::runtime_error(message), fault_(fault) {}
  Fault fault() const { return fault_; }

 private:
  Fault fault_;
};

}  // namespace armistice
