namespace NoInstr.Oracle.Snippets;

/// <summary>Iterators, exceptions, and code that is never emitted or never runs.</summary>
internal static class Flow
{
    private const string Trace = """
        static class Trace { public static void Hit(int value = 0) { } public static int Id(int value = 0) => value; public static bool Is(object o) => true; [Conditional("TRACE_ALL")] public static void All(int value) { } [Conditional("LOUD")] public static void Loud(int value) { } }

        """;

    public static readonly Snippet[] All =
    [
        new("iterator", Trace + "class Log { IEnumerable<int> Records() { Trace.Hit(); yield return Trace.Id(1); yield return 2; } IEnumerator<int> Cursor() { yield return Trace.Id(); } IEnumerable Old() { yield break; } }"),
        new("iterator with try and finally", Trace + "class Log { IEnumerable<int> Records() { try { yield return 1; try { yield return 2; } finally { Trace.Hit(2); } } finally { Trace.Hit(1); } } }"),
        new("iterator with using, lock and foreach", Trace + "class Log { IEnumerable<int> Records(IDisposable file, List<int> ring, object key) { using (file) { lock (key) { foreach (var record in ring) { yield return Trace.Id(record); } } } } }"),
        new("iterator of a property and an operator", Trace + "class Log { IEnumerable<int> Records { get { yield return Trace.Id(1); } } public static IEnumerable<int> operator +(Log a, Log b) { yield return Trace.Id(2); } IEnumerable<int> this[int i] { get { yield return Trace.Id(i); } } }"),
        new("iterator lambda-free local function", Trace + "class Log { IEnumerable<int> Records(int size) { if (size < 0) { throw new ArgumentException(); } return Each(size); static IEnumerable<int> Each(int size) { for (var i = 0; i < size; i++) { yield return Trace.Id(i); } } } }"),
        new("iterator of a generic class with this", Trace + "class Log<T> { T[] _ring = []; public IEnumerator<T> GetEnumerator() { foreach (var record in _ring) { Trace.Hit(); yield return record; } } }"),
        new("throw forms", Trace + "class Oops { void Throw(Exception e) => throw e; void New() { throw new InvalidOperationException(Trace.Id().ToString()); } int Pick(int a) => a > 0 ? a : throw new ArgumentException(\"a\"); string Name(string s) => s ?? throw new ArgumentNullException(nameof(s)); void Choose(bool a) { throw a ? new Exception() : new ArgumentException(); } }"),
        new("throw of what a call makes", "class Oops { Exception Make() => new OopsException(1); void Throw() { throw Make(); } class OopsException(int code) : Exception(code.ToString()); void Direct() { throw new OopsException(2); } }"),
        new("rethrow, catch and finally", Trace + "class Oops { void Run() { try { Trace.Hit(1); } catch (InvalidOperationException e) { Trace.Is(e); throw; } catch { Trace.Hit(2); } finally { Trace.Hit(3); } } }"),
        new("exception filter", Trace + "class Oops { int Code => 0; void Run() { try { Trace.Hit(1); } catch (Exception e) when (Trace.Is(e) && e.Message.Length > Code) { Trace.Hit(2); } catch (ArgumentException e) when (e is { ParamName: \"x\" }) { } } }"),
        new("goto, break and continue out of try", Trace + "class Oops { void Run(int[] all) { foreach (var one in all) { try { if (one == 0) { continue; } if (one == 1) { break; } if (one == 2) { goto done; } } finally { Trace.Hit(one); } } done: Trace.Hit(9); } }"),
        new("loops", Trace + "class Log { void Run(int n) { for (int i = Trace.Id(), j = 0; i < Trace.Id(n); i++, Trace.Hit(j)) { } while (Trace.Is(null)) { n--; } do { Trace.Hit(n); } while (n-- > Trace.Id()); } }"),
        new("conditional method that is off", Trace + "class Log { void Run() { Trace.All(Trace.Id(1)); Trace.Loud(Trace.Id(2)); Debug.WriteLine(Trace.Id(3)); Trace.Hit(); } }"),
        new("conditional method that is on", "#define LOUD\n" + Trace + "class Log { void Run() { Trace.All(Trace.Id(1)); Trace.Loud(Trace.Id(2)); } }"),
        new("conditional attribute on a local function and an override", "class Base { [Conditional(\"LOUD\")] public virtual void Hit() { } } class Log : Base { public override void Hit() { } int Id() => 0; void Run(Log log) { log.Hit(); Local(Id()); [Conditional(\"LOUD\")] static void Local(int value) { } } }"),
        new("partial method that nobody implements", "partial class Log { partial void OnRun(int value); int Id() => 0; void Run() { OnRun(Id()); } }"),
        new("partial method that somebody implements", "partial class Log { partial void OnRun(int value); public partial int Id(); } partial class Log { partial void OnRun(int value) { Id(); } public partial int Id() => 0; void Run() { OnRun(Id()); } }"),
        new("unreachable code", Trace + "class Log { const bool IsOn = false; int Run(int n) {\n#pragma warning disable CS0162\n if (IsOn) { Trace.Hit(1); } if (!IsOn || Trace.Is(null)) { Trace.Hit(2); } while (true) { if (n > 3) { return IsOn ? Trace.Id(1) : Trace.Id(2); } n++; } } void After() { return; Trace.Hit(3); } }"),
        new("constant conditions in expressions", Trace + "class Log { const bool IsOn = false; bool Run() => IsOn && Trace.Is(null); bool Or() => !IsOn || Trace.Is(null); int Pick() => IsOn ? Trace.Id(1) : 2; string Text() => IsOn ? Trace.Id().ToString() : null ?? \"x\"; }"),
        new("switch on a constant and impossible cases", Trace + "class Log { const int Level = 2; void Run(int n) {\n#pragma warning disable CS0162\n switch (Level) { case 1: Trace.Hit(1); break; case 2: Trace.Hit(2); break; } switch (n) { case 1: Trace.Hit(n); goto default; default: Trace.Hit(); break; } } }"),
        new("unused lambda and local function in dead code", Trace + "class Log { void Run() {\n#pragma warning disable CS0162, CS8321\n if (false) { Action a = () => Trace.Hit(1); a(); } void Unused() { Trace.Hit(2); } } }"),
        new("discards", Trace + "class Log { int Id { get; } void Run() { _ = Trace.Id(); _ = Id; _ = new object(); _ = new Log(); (_, _) = (Trace.Id(1), Id); } }"),
        new("top-level in a lambda body and checked blocks", Trace + "class Log { int Run(int n) { checked { n += Trace.Id(n); } unchecked { n *= 2; } return n; } unsafe void Raw() { Trace.Hit(); } }"),
        new("interceptor", Trace + "class Log { public void Write(int value) { } void Run() { Write(1); Trace.Hit(); } }")
        {
            Intercepted = "Write",
            Interceptor = "namespace Taps { static class Tap { {location} public static void Write(this Log log, int value) { } } }",
        },
    ];
}
