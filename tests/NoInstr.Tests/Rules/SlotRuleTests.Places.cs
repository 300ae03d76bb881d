using NoInstr.Analyzers;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.Rules;

/// <summary>Tables, references, declarations and signatures.</summary>
public partial class SlotRuleTests
{
    [Theory]
    [InlineData("slots[0] = {|NOINSTR302:Trace|};")]
    [InlineData("slots[^1] = {|NOINSTR302:Trace|};")]
    [InlineData("slots = [Enter, {|NOINSTR302:Trace|}, null!];")]
    [InlineData("slots = new[] { Enter, {|NOINSTR302:probe|} };")]
    [InlineData("slots = new Action<int>[] { {|NOINSTR302:Trace|} };")]
    [InlineData("slots = [.. {|NOINSTR302:probes|}];")]
    [InlineData("slots = {|NOINSTR302:probes|};")]
    [InlineData("var table = slots; table[0] = {|NOINSTR302:Trace|};")]
    [InlineData("Span<Action<int>> table = slots; table[0] = {|NOINSTR302:Trace|};")]
    [InlineData("slots.AsSpan(1)[0] = {|NOINSTR302:Trace|};")]
    [InlineData("var part = slots.AsSpan().Slice(1); part[0] = {|NOINSTR302:Trace|}; part[..2][1] = {|NOINSTR302:Trace|};")]
    [InlineData("unsafe void Local(Pointers to) { fixed (delegate*<int, void>* at = to.Array) { at[0] = &{|NOINSTR302:Probe|}; *at = &Stub; } }")]
    [InlineData("slots[0] += {|NOINSTR302:Trace|};")]
    [InlineData("(slots[0], _) = ({|NOINSTR302:Trace|}, 1);")]
    [InlineData("other!.slots[vector] = {|NOINSTR302:probe|};")]
    [InlineData("void Local([NoInstr] Span<Action<int>> table) => table[0] = {|NOINSTR302:Trace|};")]
    [InlineData("void Local([NoInstr] Span<Action<int>> table) => table[^1] = {|NOINSTR302:Trace|};")]
    [InlineData("void Local([NoInstr] PlainTable table) => table[0] = {|NOINSTR302:Trace|};")]
    [InlineData("void Local(ref Table table) => table[0] = {|NOINSTR302:Trace|};")]
    [InlineData("void Local([NoInstr] ReadOnlySpan<Action<int>> table) { } Local([Enter, {|NOINSTR302:Trace|}]);")]
    [InlineData("void Local([NoInstr] Action<int>[][] table) => table[0][1] = {|NOINSTR302:Trace|};")]
    [InlineData("void Local([NoInstr] Action<int>[,] table) => table[0, 1] = {|NOINSTR302:Trace|};")]
    [InlineData("unsafe void Local(Pointers* to) { to->Nmi = &{|NOINSTR302:Probe|}; to->All[1] = &{|NOINSTR302:Probe|}; *to->All = &{|NOINSTR302:Probe|}; to->Array[2] = &{|NOINSTR302:Probe|}; }")]
    [InlineData("unsafe void Local(Pointers to, delegate*<int, void> any) { to.Nmi = {|NOINSTR302:any|}; }")]
    [InlineData("unsafe void Local(Pointers to, nint any) { to.Nmi = (delegate*<int, void>){|NOINSTR302:any|}; }")]
    public Task TableOfSlots_IsCheckedElementByElement(string body) => VerifyMembersAsync("static void Probe(int vector) { }", body);

    [Theory]
    [InlineData("slots[0] = Enter; slots[^1] = safe; slots[0] = null!; slots = new Action<int>[4]; slots = []; slots = [Enter, .. slots]; slots = new[] { Enter, safe }; slots = other!.slots;")]
    [InlineData("var table = slots; table[0] = Enter; slots = table; Span<Action<int>> span = slots; span[0] = Enter;")]
    [InlineData("var table = new Action<int>[4]; table[0] = Trace; probes[0] = Trace; table = probes; table[1] = probe;")]
    [InlineData("void Local([NoInstr] Span<Action<int>> table, Span<Action<int>> any) { table[0] = Enter; any[0] = Trace; table = slots; }")]
    [InlineData("void Local(ref Table table, ref PlainTable any) { table[0] = Enter; any[0] = Trace; table[1] = table[2]; slot = table[3]; }")]
    [InlineData("unsafe void Local(Pointers* to, [NoInstr] delegate*<int, void> safe) { to->Nmi = &Stub; to->All[1] = to->Nmi; *to->All = safe; to->Nmi = null; to->Nmi = to->All[2]; delegate*<int, void> any = &Probe; any = to->Nmi; }")]
    [InlineData("unsafe void Local(Pointers* to) { Give(&to->Nmi); } unsafe void Give([NoInstr] delegate*<int, void>* table) { }")]
    [InlineData("foreach (var handler in slots) slot = handler; for (var i = 0; i < slots.Length; i++) slot = slots[i];")]
    public Task TableOfNoInstrTargets_IsClean(string body) => VerifyMembersAsync("static void Probe(int vector) { }", body);

    // A reference is a pointer to the slot: objtool does not follow one ("laundering through a helper is missed").
    [Theory]
    [InlineData("Fill(ref {|NOINSTR302:slot|});")]
    [InlineData("Load(out {|NOINSTR302:slot|});")]
    [InlineData("Fill(ref {|NOINSTR302:slots[1]|});")]
    [InlineData("Fill(ref {|NOINSTR302:slots|});")]
    [InlineData("Fill(ref {|NOINSTR302:safe|});")]
    [InlineData("Reset(ref {|NOINSTR302:plain|});")]
    [InlineData("ref var alias = ref {|NOINSTR302:slot|};")]
    [InlineData("ref var alias = ref plain; alias = ref {|NOINSTR302:slot|};")]
    [InlineData("foreach (ref var entry in {|NOINSTR302:Slots()|}) entry = Trace;")]
    [InlineData("(user ? ref slot : ref plain) = {|NOINSTR302:Trace|};")]
    [InlineData("ref Action<int>? Local() => ref {|NOINSTR302:slot|};")]
    [InlineData("Local(out slot); void Local([NoInstr] out Action<int> handler) => handler = {|NOINSTR302:Trace|};")]
    [InlineData("unsafe void Local(Pointers* to) { var at = &{|NOINSTR302:to->Nmi|}; }")]
    [InlineData("ref readonly var read = ref slot; Peek(in slot); Peek(slot); Reset(ref slot); _ = Volatile.Read(ref slot); Fill(ref plain); Load(out plain);")]
    [InlineData("ref readonly Action<int>? Local() => ref slot; ref Action<int>? Any() => ref plain;")]
    [InlineData("LazyInitializer.EnsureInitialized(ref {|NOINSTR302:slot|}, () => Enter);")]
    [InlineData("foreach (ref readonly var entry in Slots()) slot = Enter; foreach (ref var entry in new Span<Action<int>>(probes)) entry = Trace;")]
    [InlineData("Local(out slot); void Local([NoInstr] out Action<int> handler) => handler = Enter;")]
    [InlineData("Local(out plain); void Local([NoInstr] out Action<int> handler) => handler = Enter;")]
    public Task ReferenceToASlot_GoesToSlotsOnly(string body) => VerifyMembersAsync("[return: NoInstr] Span<Action<int>> Slots() => slots;", body);

    [Theory]
    [InlineData("[NoInstr] static Action<int> field = {|NOINSTR302:Probe|};")]
    [InlineData("[NoInstr] static Action<int>[] table = { Ready, {|NOINSTR302:Probe|} };")]
    [InlineData("[NoInstr] static Action<int> Property { get; set; } = {|NOINSTR302:Probe|};")]
    [InlineData("[NoInstr] static Action<int> Property => {|NOINSTR104:{|NOINSTR302:Probe|}|};")]
    [InlineData("static Action<int> Property { [return: NoInstr] get => {|NOINSTR302:Probe|}; }")]
    [InlineData("[return: NoInstr] static Action<int> Method() { if (DateTime.Now.Ticks > 0) return Ready; return {|NOINSTR302:Probe|}; }")]
    [InlineData("[NoInstr] static Handler field = {|NOINSTR302:Probe|};")]
    [InlineData("static Handler field = {|NOINSTR302:Probe|}, other2 = Ready;")]
    [InlineData("[NoInstr] static Action<int> field = vector => {|NOINSTR101:Probe|}(vector);")]
    [InlineData("[NoInstr] static Handler field = vector => {|NOINSTR101:Probe|}(vector);")]
    [InlineData("class Derived() : Driver({|NOINSTR302:Probe|});")]
    [InlineData("class Derived : Driver { Derived() : base({|NOINSTR302:Probe|}) { } Derived(int vector) : base(Ready) { } }")]
    [InlineData("class Own { Own([NoInstr] Action<int> handler) { } Own() : this({|NOINSTR302:Probe|}) { } }")]
    [InlineData("partial void Store([NoInstr] Action<int> handler); partial void Store(Action<int> handler) => slot = handler; void Use() => Store({|NOINSTR302:Probe|});")]
    [InlineData("[NoInstr] partial Action<int> Split { get; set; } partial Action<int> Split { get => slot!; set => slot = value; } void Use() => Split = {|NOINSTR302:Probe|};")]
    [InlineData("Action<int> Split { get => slot!; set => slot = {|NOINSTR302:value|}; }")]
    [InlineData("Action<int> Split { get => slot!; [param: NoInstr] set => slot = value; }")]
    [InlineData("[NoInstr] static Action<int> field = Ready; [NoInstr] static Action<int> Property { get; } = Ready; [NoInstr] Action<int> Other => slot!; static Action<int> any = Probe; static Handler typed2 = Ready;")]
    [InlineData("class Derived() : Driver(Ready); [return: NoInstr] static Action<int> Method() => Ready;")]
    [InlineData("static Action<int> Method() => Probe; static Func<Action<int>> f = () => Probe; [NoInstr] static int Count => 3;")]
    public Task Declaration_PutsTargetsIntoSlots(string member) =>
        VerifyMembersAsync("static void Probe(int vector) { } [NoInstr] static void Ready(int vector) { } " + member);

    [Theory]
    [InlineData("Provider provider = {|NOINSTR302:Find|};")]
    [InlineData("Provider provider = () => {|NOINSTR302:Trace|};")]
    [InlineData("Provider provider = () => { return {|NOINSTR302:probe|}; };")]
    [InlineData("Provider provider = delegate { return {|NOINSTR302:Trace|}; };")]
    [InlineData("RegisterAny register = {|NOINSTR302:Set|};")]
    [InlineData("var register = ([NoInstr] Action<int> handler) {|NOINSTR302:=>|} { slot = handler; }; register(Trace);")]
    [InlineData("Action<Action<int>> register = {|NOINSTR302:Set|};")]
    [InlineData("unsafe void Local() { delegate*<Action<int>, void> register = &{|NOINSTR302:SetStatic|}; } static void SetStatic([NoInstr] Action<int> handler) { }")]
    [InlineData("Provider provider = Get; slot = provider(); provider = () => Enter; provider = () => slot!; Func<Action<int>> free = Get; free = Find;")]
    [InlineData("Register register = Set; register(Enter); RegisterAny free = _ => { }; Action<Action<int>> plain = _ => { };")]
    public Task SlotsOfASignature_AreKeptByADelegate(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("[NoInstr] void DoInterrupt(int vector) { slot = {|NOINSTR104:{|NOINSTR302:Trace|}|}; }")]
    [InlineData("[NoInstr] void DoInterrupt(int vector) { Begin(); slot = static vector => {|NOINSTR101:Probe|}(vector); End(); }")]
    [InlineData("[NoInstr] void DoInterrupt(int vector) { slot?.Invoke(vector); if (slot is { } held) held(vector); slots[vector](vector); slots.AsSpan(1)[0](vector); typed!(vector); }")]
    [InlineData("[NoInstr] void DoInterrupt(int vector) { var table = slots; table[0](vector); var held = user ? slot : typedSlot is null ? slot : slots[1]; held!(vector); } bool user;")]
    public Task NoInstrBody_StoresAndCalls(string member) => VerifyMembersAsync("static void Probe(int vector) { } " + member);

    [Theory]
    [MemberData(nameof(ProjectReferenceKinds.All), MemberType = typeof(ProjectReferenceKinds))]
    public Task SlotsOfAnotherAssembly_AreSlots(ProjectReferenceKind kind)
    {
        var test = new CSharpAnalyzerTest<NoInstrAnalyzer>
        {
            ProjectReferenceKind = kind,
            TestCode = """
                static class Boot
                {
                    static void Trace(int vector) { }
                    static void Setup(PvOps ops, System.Action<int> probe)
                    {
                        ops.Enter = {|NOINSTR302:Trace|};
                        ops.Exit = {|NOINSTR302:probe|};
                        ops.Table[0] = {|NOINSTR302:Trace|};
                        ops.Set({|NOINSTR302:Trace|});
                        Handler handler = {|NOINSTR302:Trace|};
                        ops.Enter = PvOps.Ready;
                        ops.Exit = ops.Get();
                        ops.Any = Trace;
                        handler = PvOps.Ready;
                        handler = vector => {|NOINSTR101:Trace|}(vector);
                        _ = new Handlers({|NOINSTR302:Trace|}, Trace);
                    }
                }
                """,
        };
        test.TestState.AdditionalProjects["Library"].Sources.Add("""
            using NoInstr;
            using System;
            [NoInstr] public delegate void Handler(int vector);
            public class PvOps
            {
                [NoInstr] public Action<int> Enter = null!;
                [NoInstr] public Action<int> Exit { get; set; } = null!;
                [NoInstr] public Action<int>[] Table = null!;
                public Action<int> Any = null!;
                public void Set([NoInstr] Action<int> handler) => Enter = handler;
                [return: NoInstr] public Action<int> Get() => Enter;
                [NoInstr] public static void Ready(int vector) { }
            }
            public record Handlers([property: NoInstr] Action<int> Enter, Action<int> Exit);
            """);
        test.TestState.AdditionalProjectReferences.Add("Library");
        return test.RunAsync();
    }
}
