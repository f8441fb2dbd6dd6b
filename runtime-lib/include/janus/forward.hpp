#pragma once
// Names of the value types, for headers that only mention them. Declares nothing else.

namespace janus {

struct AskError;
class Bytes;
class Duration;
class Error;
struct ExitReason;
class String;
class Timestamp;
struct None;
struct ParseError;
struct Unit;

template <class T> class Box;
template <class T> class Deque;
template <class T> class List;
template <class T> class Option;
template <class T> class Set;
template <class T> class Slice;
template <class K, class V> class HashMap;
template <class T, class Tag> class Unique;
template <class T, class E = AskError> class Result;
template <class Signature> class Function;

} // namespace janus
