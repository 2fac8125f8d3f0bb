// Standard input, output and error, which the shell may have closed (`<&- >&-`).
#pragma once

namespace armistice {

/// Opens /dev/null on those of descriptors 0 to 2 that are closed. Otherwise a file of a result
/// would get one of these numbers, and what is printed would be written into it. Call it before
/// anything is opened.
void open_standard_streams();

}  // namespace armistice
