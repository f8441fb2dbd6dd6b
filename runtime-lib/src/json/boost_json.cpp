// Boost.JSON as part of this library, in one translation unit.
#include <boost/json/src.hpp>
