using NoInstr.Analyzers;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.Rules;

/// <summary>
/// Tables that leave their slot, and what is known of the framework: objtool follows neither ("laundering through a helper is missed silently").
/// </summary>
public partial class SlotRuleTests
{
    [Theory]
    [InlineData("var table = {|NOINSTR302:slots|}; table = probes; table[0] = Trace;")]
    [InlineData("var table = probes; table = {|NOINSTR302:slots|}; table[0] = Trace;")]
    [InlineData("Action<int>[] table; table = user ? probes : {|NOINSTR302:slots|}; table[0] = Trace;")]
    [InlineData("var table = slots; FillAll({|NOINSTR302:table|});")]
    [InlineData("FillAll({|NOINSTR302:slots|});")]
    [InlineData("FillAll(handlers: user ? {|NOINSTR302:slots|} : probes);")]
    [InlineData("FillAny({|NOINSTR302:slots|});")]
    [InlineData("FillSpan({|NOINSTR302:slots|});")]
    [InlineData("FillSpan({|NOINSTR302:slots.AsSpan(1)|});")]
    [InlineData("FillSpan({|NOINSTR302:new Span<Action<int>>(slots)|});")]
    [InlineData("FillMemory({|NOINSTR302:slots|});")]
    [InlineData("_ = {|NOINSTR302:slots|}.AsMemory();")]
    [InlineData("plainTable = {|NOINSTR302:slots|};")]
    [InlineData("plainTable ??= {|NOINSTR302:slots|};")]
    [InlineData("this.plainTable = other!.slots;")]
    [InlineData("any = {|NOINSTR302:slots|};")]
    [InlineData("object boxed = {|NOINSTR302:slots|};")]
    [InlineData("IList<Action<int>> list = {|NOINSTR302:slots|}; list[0] = Trace;")]
    [InlineData("(plainTable, vector) = ({|NOINSTR302:slots|}, 1);")]
    [InlineData("var (table, number) = ({|NOINSTR302:slots|}, 1); table[0] = Trace;")]
    [InlineData("var pair = ({|NOINSTR302:slots|}, 1);")]
    [InlineData("Action<int>[][] all = [probes, {|NOINSTR302:slots|}];")]
    [InlineData("var all = new List<Action<int>[]> { {|NOINSTR302:slots|} };")]
    [InlineData("Action<int>[] Local() => {|NOINSTR302:slots|};")]
    [InlineData("Func<Action<int>[]> get = () => {|NOINSTR302:slots|};")]
    [InlineData("IEnumerable<Action<int>[]> Local() { yield return {|NOINSTR302:slots|}; }")]
    [InlineData("Action<Action<int>[]> fill = FillAll; fill({|NOINSTR302:slots|});")]
    [InlineData("void Local([NoInstr] Action<int>[][] table) { FillAll({|NOINSTR302:table[0]|}); var row = table[0]; row[0] = {|NOINSTR302:Trace|}; }")]
    [InlineData("void Local([NoInstr] Span<Action<int>> table) => FillSpan({|NOINSTR302:table[1..]|});")]
    [InlineData("unsafe void Local(Pointers* to) => FillPointers({|NOINSTR302:to->All|});")]
    [InlineData("unsafe void Local(Pointers to) => FillPointerArray({|NOINSTR302:to.Array|});")]
    [InlineData("Volatile.Write(ref plainTable, {|NOINSTR302:slots|}); Interlocked.Exchange(ref plainTable, {|NOINSTR302:slots|});")]
    [InlineData("var holder = new Holder { Table = {|NOINSTR302:slots|} };")]
    [InlineData("_ = new Holder({|NOINSTR302:slots|});")]
    public Task TableThatLeavesItsSlot_IsReportedThere(string body) => VerifyMembersAsync(Tables, body.Replace("this.plainTable = other!.slots", "this.plainTable = {|NOINSTR302:other!.slots|}", StringComparison.Ordinal));

    [Theory]
    [InlineData("var table = slots; table[0] = Enter; slots = table; table = other!.slots; table = slots.AsSpan().ToArray() is { } ? slots : null!;")]
    [InlineData("SetAll(slots); slots = other!.slots; void Local([NoInstr] Span<Action<int>> table) { } Local(slots); Local(slots.AsSpan(1));")]
    [InlineData("ReadOnlySpan<Action<int>> read = slots; ReadAll(slots); ReadAll(slots.AsSpan()); IEnumerable<Action<int>> all = slots; IReadOnlyList<Action<int>> list = slots;")]
    [InlineData("Action<int>[] copy = [.. slots]; copy[0] = Trace; var again = slots.AsSpan().ToArray(); again[0] = Trace; var listed = new List<Action<int>>(slots);")]
    [InlineData("_ = slots.Length + slots.AsSpan().Length; if (slots == null) return; foreach (var handler in slots) slot = handler; _ = Array.IndexOf(slots, Enter); ArgumentNullException.ThrowIfNull(slots); GC.KeepAlive(slots);")]
    [InlineData("FillAll(probes); plainTable = probes; plainTable = new Action<int>[4]; plain = slots[0]; Fill(ref plain); FillAll([Enter, Trace]);")]
    [InlineData("FillHandlers(typedTable); Handler[] handlers = typedTable; handlers[0] = Enter;")]
    [InlineData("void Local(Table table, [NoInstr] PlainTable plain1) { Take(table); TakePlain(plain1); }")]
    [InlineData("Array.Sort(slots); Array.Reverse(slots); Array.Clear(slots); _ = slots.Clone();")]
    [InlineData("_ = nameof(slots); _ = slots is { Length: 4 }; _ = slots is [var first, ..] ? 1 : 2;")]
    public Task TableThatStaysInSlots_IsClean(string body) => VerifyMembersAsync(Tables, body);

    [Theory]
    [InlineData("slots.AsSpan().Fill({|NOINSTR302:Trace|});")]
    [InlineData("new Span<Action<int>>(slots).Fill({|NOINSTR302:probe|}); new Span<Action<int>>(slots)[0] = {|NOINSTR302:Trace|};")]
    [InlineData("Array.Fill(slots, {|NOINSTR302:Trace|}); Array.Fill(slots, {|NOINSTR302:probe|}, 1, 2);")]
    [InlineData("Array.Fill(slots, vector => {|NOINSTR101:Trace|}(vector));")]
    [InlineData("slots.SetValue({|NOINSTR302:probe|}, 0);")]
    [InlineData("Array.Copy({|NOINSTR302:probes|}, slots, 4); Array.Copy({|NOINSTR302:probes|}, 0, slots, 1, 4);")]
    [InlineData("probes.AsSpan().CopyTo(slots);")]
    [InlineData("{|NOINSTR302:probes|}.CopyTo(slots, 0); {|NOINSTR302:probes|}.CopyTo(slots.AsSpan());")]
    [InlineData("Volatile.Write(ref slot, {|NOINSTR302:Trace|}); Volatile.Write(ref slots[1], {|NOINSTR302:probe|});")]
    [InlineData("Volatile.Write(ref slot, vector => {|NOINSTR101:Trace|}(vector));")]
    [InlineData("Interlocked.Exchange(ref slot, {|NOINSTR302:Trace|}); Interlocked.CompareExchange(ref slot, {|NOINSTR302:probe|}, Trace);")]
    [InlineData("Volatile.Write(ref slots, {|NOINSTR302:probes|});")]
    [InlineData("slot = {|NOINSTR302:Volatile.Read(ref plain)|};")]
    [InlineData("slot = {|NOINSTR302:Interlocked.Exchange(ref plain, Enter)|};")]
    [InlineData("Volatile.Read(ref slots)[0] = {|NOINSTR302:Trace|};")]
    public Task KnownMethod_StoresWhatItIsGiven(string body) =>
        VerifyMembersAsync(Tables, body.Replace("probes.AsSpan().CopyTo(slots);", "{|NOINSTR302:probes.AsSpan()|}.CopyTo(slots);", StringComparison.Ordinal));

    [Theory]
    [InlineData("slots.AsSpan().Fill(Enter); slots.AsSpan().Fill(null!); Array.Fill(slots, safe); slots.SetValue(safe, 0); probes.AsSpan().Fill(Trace); Array.Fill(probes, Trace);")]
    [InlineData("Array.Copy(slots, other!.slots, 4); Array.Copy(slots, probes, 4); slots.CopyTo(probes, 0); other!.slots.AsSpan().CopyTo(slots); slots.AsSpan().CopyTo(probes);")]
    [InlineData("Volatile.Write(ref slot, Enter); Volatile.Write(ref slot, null); Volatile.Write(ref plain, Trace); Volatile.Write(ref slots, other!.slots);")]
    [InlineData("slot = Volatile.Read(ref slot); slot = Volatile.Read(ref slots[1]); slots = Volatile.Read(ref other!.slots); var read = Volatile.Read(ref slot); slot = read;")]
    [InlineData("slot = Interlocked.Exchange(ref slot, Enter); slot = Interlocked.CompareExchange(ref slot, safe, Trace); Interlocked.Exchange(ref plain, Trace);")]
    public Task KnownMethod_MayStoreNoInstrTargets(string body) => VerifyMembersAsync(Tables, body);

    /// <summary>READ_ONCE(ops->fn)(…), and a table that was replaced as a whole.</summary>
    [Theory]
    [InlineData("[NoInstr] void DoInterrupt(int vector) { Volatile.Read(ref slot)!(vector); Volatile.Read(ref slots)[1](vector); var read = Volatile.Read(ref slot); read!(vector); new Span<Action<int>>(slots)[0](vector); }")]
    [InlineData("[NoInstr] void DoInterrupt(int vector) { Volatile.Read(ref plain)!{|NOINSTR102:(vector)|}; }")]
    [InlineData("[NoInstr] void DoInterrupt(int vector) { Volatile.Read(ref slot)?.Invoke(vector); Interlocked.Exchange(ref slot, null)!(vector); }")]
    public Task CallOfWhatIsRead_StaysInTheRegion(string member) => VerifyMembersAsync(member);

    private const string Tables =
        """
        Action<int>[] plainTable;
        object any;
        static void FillAll(Action<int>[] handlers) { }
        static void FillAny<T>(T[] handlers) { }
        static void FillSpan(Span<Action<int>> handlers) { }
        static void FillMemory(Memory<Action<int>> handlers) { }
        static void ReadAll(ReadOnlySpan<Action<int>> handlers) { }
        static void FillHandlers(Handler[] handlers) { }
        static void Take(Table table) { }
        static void TakePlain(PlainTable table) { }
        static unsafe void FillPointers(delegate*<int, void>* table) { }
        static unsafe void FillPointerArray(delegate*<int, void>[] table) { }
        class Holder(Action<int>[] table = null) { public Action<int>[] Table = table; }
        """;
}
