using NoInstr.Analyzers;
using NoInstr.Tests.Verifiers;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>
/// 302: what enters noinstr slots and delegate types, from whatever code. objtool looks at the slots of pv_ops alone, and only at stores of the form
/// that it knows; klint warns where a function that is converted to a pointer does not fit its default; FEA warns where a conversion adds the effect.
/// </summary>
public partial class SlotRuleTests
{
    [Theory]
    [InlineData("slot = {|NOINSTR302:Trace|};")]
    [InlineData("slot = this.{|NOINSTR302:Trace|};")]
    [InlineData("slot = new Action<int>({|NOINSTR302:Trace|});")]
    [InlineData("slot = (Action<int>){|NOINSTR302:Trace|};")]
    [InlineData("slot = ({|NOINSTR302:Trace|});")]
    [InlineData("slot = {|NOINSTR302:{|NOINSTR307:Inlined|}|};")]
    [InlineData("slot = {|NOINSTR302:Pinned|};")]
    [InlineData("slot = {|NOINSTR302:Overridable|};")]
    [InlineData("slot = {|NOINSTR302:Local|}; void Local(int vector) { }")]
    [InlineData("slot = {|NOINSTR302:probe|};")]
    [InlineData("slot = {|NOINSTR302:plain|};")]
    [InlineData("slot = {|NOINSTR302:plain|} ?? Enter;")]
    [InlineData("slot = user ? Enter : {|NOINSTR302:Trace|};")]
    [InlineData("slot = vector switch { 0 => Enter, 1 => {|NOINSTR302:Trace|}, _ => throw null! };")]
    [InlineData("slot += {|NOINSTR302:Trace|};")]
    [InlineData("slot = slot + {|NOINSTR302:probe|};")]
    [InlineData("slot ??= {|NOINSTR302:Trace|};")]
    [InlineData("slot = {|NOINSTR302:Find()|};")]
    [InlineData("slot = (Action<int>){|NOINSTR302:Delegate.Combine(slot, probe)|}!;")]
    [InlineData("slot = probe.{|NOINSTR302:Invoke|};")]
    [InlineData("slot = new Action<int>({|NOINSTR302:probe|});")]
    [InlineData("var held = probe; slot = {|NOINSTR302:held|};")]
    [InlineData("var held = Enter; held = Trace; slot = {|NOINSTR302:held|};")]
    [InlineData("var held = Enter; Fill(ref held); slot = {|NOINSTR302:held|};")]
    [InlineData("if (plain is { } held) slot = {|NOINSTR302:held|};")]
    [InlineData("dynamic held = probe; slot = {|NOINSTR302:held|};")]
    [InlineData("(slot, plain) = ({|NOINSTR302:Trace|}, Trace);")]
    [InlineData("(plain, (slot, _)) = (Trace, ({|NOINSTR302:Trace|}, 1));")]
    [InlineData("(plain, slot) = {|NOINSTR302:Pair()|};")]
    [InlineData("slot = plain = {|NOINSTR302:Trace|};")]
    [InlineData("plain = slot = {|NOINSTR302:Trace|};")]
    [InlineData("Slot = {|NOINSTR302:Trace|};")]
    [InlineData("this[1] = {|NOINSTR302:Trace|};")]
    [InlineData("_ = new Ops { Enter = {|NOINSTR302:Trace|} };")]
    [InlineData("_ = new Ops() with { Enter = {|NOINSTR302:probe|} };")]
    [InlineData("ops[vector].Enter = {|NOINSTR302:Trace|};")]
    [InlineData("_ = new Handlers({|NOINSTR302:Trace|}, Trace);")]
    [InlineData("_ = new Handlers(Enter, Trace) with { Enter = {|NOINSTR302:Trace|} };")]
    [InlineData("_ = new Driver({|NOINSTR302:Trace|});")]
    [InlineData("Set({|NOINSTR302:Trace|});")]
    [InlineData("Set(handler: {|NOINSTR302:probe|});")]
    [InlineData("SetAny({|NOINSTR302:probe|});")]
    [InlineData("{|NOINSTR302:probe|}.Register();")]
    [InlineData("SetAll(Enter, {|NOINSTR302:Trace|});")]
    [InlineData("SetAll({|NOINSTR302:probes|});")]
    [InlineData("Register register = Set; register({|NOINSTR302:Trace|});")]
    [InlineData("generic.Handler = {|NOINSTR302:Trace|};")]
    [InlineData("Tick += {|NOINSTR302:Trace|};")]
    public Task InstrumentableTarget_MayNotEnterASlot(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("slot = Enter; slot = new Action<int>(Enter); slot = (Action<int>)Enter; slot = (Enter);")]
    [InlineData("slot = null; slot = default; slot = default(Action<int>); slot = null!;")]
    [InlineData("slot = Virtual; slot = Local; [NoInstr] void Local(int vector) { }")]
    [InlineData("slot = Covered.Enter; slot = Stub;")]
    [InlineData("slot = safe; slot = Slot; slot = this[1]; slot = slots[1]; slot = Get(); slot = slots[^1]; slot = other?.slot; slot = other!.slot!;")]
    [InlineData("slot = user ? Enter : slot; slot = slot ?? Enter; slot = slot ?? throw null!; slot = vector switch { 0 => Enter, _ => safe };")]
    [InlineData("slot += Enter; slot = slot + Enter; slot -= Trace; slot = slot - Trace; slot ??= Enter;")]
    [InlineData("slot = safe.Invoke; slot = new Action<int>(safe);")]
    [InlineData("var held = Enter; slot = held; var again = held; slot = again; Action<int> late; late = safe; slot = late;")]
    [InlineData("if (slot is { } held) slot = held; if (slot is Action<int> typed) slot = typed;")]
    [InlineData("(slot, plain) = (Enter, Trace); (slot, _) = (safe, 1);")]
    [InlineData("Slot = Enter; this[1] = Enter; Slot += Enter;")]
    [InlineData("_ = new Ops { Enter = Enter, Exit = Trace }; _ = new Ops() with { Enter = safe }; ops[vector].Exit = Trace; ops[vector] = default;")]
    [InlineData("_ = new Handlers(Enter, Trace); _ = new Handlers(null!, Trace) with { Exit = Trace };")]
    [InlineData("_ = new Driver(Enter); _ = new Driver();")]
    [InlineData("Set(Enter); Set(safe); SetAny(Enter); SetAny(safe); safe.Register(); SetAll(); SetAll(Enter, safe); SetAll(slots); SetOptional();")]
    [InlineData("Register register = Set; register(Enter); Action<int> free = Trace; free = probe; plain = slot; plain += Trace;")]
    [InlineData("generic.Handler = Enter; generic.Plain = Trace;")]
    [InlineData("Tick += Enter; Tick -= Trace; Tock += Trace;")]
    [InlineData("Level = 3; Level += vector; this[\"cpu\"] = name;")]
    [InlineData("_ = nameof(Trace); slot?.Invoke(1); slot!(2);")]
    public Task NoInstrTarget_MayEnterASlot(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("Handler h = {|NOINSTR302:Trace|};")]
    [InlineData("var h = (Handler){|NOINSTR302:Trace|};")]
    [InlineData("var h = new Handler({|NOINSTR302:Trace|});")]
    [InlineData("var h = new Handler({|NOINSTR302:probe|});")]
    [InlineData("var h = new Handler(probe.{|NOINSTR302:Invoke|});")]
    [InlineData("Handler h = user ? {|NOINSTR302:Trace|} : Enter;")]
    [InlineData("typed = {|NOINSTR302:Trace|};")]
    [InlineData("typedSlot = {|NOINSTR302:Trace|};")]
    [InlineData("typedSlot = (Handler){|NOINSTR302:any|};")]
    [InlineData("typed ??= {|NOINSTR302:Trace|};")]
    [InlineData("typed += {|NOINSTR302:Trace|};")]
    [InlineData("Raised += {|NOINSTR302:Trace|};")]
    [InlineData("Raised -= {|NOINSTR302:Trace|};")]
    [InlineData("Accept({|NOINSTR302:Trace|});")]
    [InlineData("Handler[] table = [Enter, {|NOINSTR302:Trace|}];")]
    [InlineData("Handler[] table = { {|NOINSTR302:Trace|} };")]
    [InlineData("List<Handler> list = [{|NOINSTR302:Trace|}];")]
    [InlineData("var list = new List<Handler> { Enter, {|NOINSTR302:Trace|} };")]
    [InlineData("var map = new Dictionary<int, Handler> { [14] = {|NOINSTR302:Trace|} };")]
    [InlineData("(Handler, int) pair = ({|NOINSTR302:Trace|}, 1);")]
    [InlineData("object boxed = (Handler){|NOINSTR302:Trace|};")]
    [InlineData("var h = (Handler){|NOINSTR302:any|};")]
    [InlineData("var h = {|NOINSTR302:any|} as Handler;")]
    [InlineData("Handler<string> h = {|NOINSTR302:TraceAny|};")]
    [InlineData("Handler Local() => {|NOINSTR302:Trace|};")]
    [InlineData("IEnumerable<Handler> Local() { yield return {|NOINSTR302:Trace|}; }")]
    [InlineData("Func<Handler> f = () => {|NOINSTR302:Trace|};")]
    public Task OnlyNoInstrTargets_ConvertToANoInstrDelegateType(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("Handler h = Enter; h = new Handler(Enter); h = new Handler(h); h = h.Invoke; h = new Handler(slot!); h = slot!.Invoke; h = (Handler)Enter;")]
    [InlineData("Handler h = null!; h += Enter; h -= Enter; h = typed + h; typed = h; typedSlot = h; Raised += h; Raised += Enter; Accept(h);")]
    [InlineData("slot = new Action<int>(typed!); slot = typed!.Invoke;")]
    [InlineData("Handler<object> general = EnterAny; Handler<string> special = general; special = EnterAny;")]
    [InlineData("object boxed = typed!; Delegate d = typed!; if (boxed is Handler h) typed = h; Action<int> plain = typed!.Invoke;")]
    [InlineData("List<Handler> list = [Enter, typed!, .. typedTable]; typed = list[0];")]
    [InlineData("Action<int> action = Trace; Action<object> contra = TraceAny; Action<string> variant = contra;")]
    public Task NoInstrTarget_ConvertsToANoInstrDelegateType(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("slot = vector => {|NOINSTR101:Trace|}(vector);")]
    [InlineData("slot = static vector => { };")]
    [InlineData("slot = vector => Enter(vector);")]
    [InlineData("slot = delegate { {|NOINSTR101:Trace|}(1); };")]
    [InlineData("slot = [NoInstr] (vector) => {|NOINSTR101:Trace|}(vector);")]
    [InlineData("slot = vector => { Begin(); Trace(vector); End(); };")]
    [InlineData("slot = vector => { Begin(); {|NOINSTR201:}|};")]
    [InlineData("slot = [NoInstr(Unchecked = true, Justification = \"audited\")] (vector) => Trace(vector);")]
    [InlineData("slot = [Instrumentable] (vector) {|NOINSTR302:=>|} Trace(vector);")]
    [InlineData("slot = [AlwaysInline] (vector) {|NOINSTR302:{|NOINSTR307:=>|}|} Enter(vector);")]
    [InlineData("slot = async vector {|NOINSTR302:=>|} await Task.Delay(vector);")]
    [InlineData("typed = async vector {|NOINSTR302:=>|} await Task.Delay(vector);")]
    [InlineData("typed = vector => {|NOINSTR101:Trace|}(vector);")]
    [InlineData("typedSlot = vector => {|NOINSTR101:Trace|}(vector);")]
    [InlineData("typed += vector => {|NOINSTR101:Trace|}(vector);")]
    [InlineData("Handler h = user ? vector => {|NOINSTR101:Trace|}(vector) : Enter;")]
    [InlineData("Set(vector => {|NOINSTR101:Trace|}(vector));")]
    [InlineData("SetAll(vector => {|NOINSTR101:Trace|}(vector), Enter);")]
    [InlineData("slots[0] = vector => {|NOINSTR101:Trace|}(vector);")]
    [InlineData("slot = vector => { Local(); void Local() => {|NOINSTR101:Trace|}(vector); };")]
    [InlineData("typed = _ => { Begin(); Handler inner = vector => {|NOINSTR101:Trace|}(vector); End(); };")]
    [InlineData("typed = _ => { Begin(); Action<int> inner = vector => Trace(vector); End(); };")]
    [InlineData("plain = vector => Trace(vector); Action<int> free = vector => Trace(vector);")]
    [InlineData("var held = (int vector) => Trace(vector); slot = {|NOINSTR302:held|};")]
    [InlineData("var held = [NoInstr] (int vector) => Enter(vector); slot = held;")]
    public Task LambdaThatEntersASlot_IsARoot(string body) => VerifyAsync(body);

    private static Task VerifyAsync(string body) => VerifyMembersAsync("", body);

    private static async Task VerifyMembersAsync(string members, string body = "")
    {
        var test = new CSharpAnalyzerTest<NoInstrAnalyzer>
        {
            TestCode = $$"""
                #pragma warning disable CS0067, CS8618, CS0649, CS0169, CS0414, CS0219, CS8321, CS1998
                using NoInstr;
                using System;
                using System.Collections.Generic;
                using System.Runtime.CompilerServices;
                using System.Threading;
                using System.Threading.Tasks;
                using static NoInstr.InstrumentationScope;

                partial class Boot
                {
                    [NoInstr] Action<int>? slot;
                    [NoInstr] Action<int>[] slots;
                    [NoInstr] Handler? typedSlot;
                    Action<int>? plain;
                    Handler? typed;
                    Handler[] typedTable;
                    Boot? other;
                    Ops[] ops;
                    Generic<Action<int>> generic;

                    [NoInstr] Action<int> Slot { get => slot!; set => slot = value; }
                    [NoInstr] Action<int> this[int vector] { get => slots[vector]; set => slots[vector] = value; }
                    [NoInstr] int Level { get; set; }
                    [NoInstr] string this[string key] { get => key; set { } }
                    event Handler? Raised;
                    event Action<int> Tick { [param: NoInstr] add => slot = value; remove { } }
                    event Action<int>? Tock;

                    void Setup(Action<int> probe, [NoInstr] Action<int> safe, Action<int>[] probes, object any, bool user, int vector, string name)
                    {
                        {{body}}
                    }

                    {{members}}

                    [NoInstr] void Enter(int vector) { }
                    [NoInstr] virtual protected void Virtual(int vector) { }
                    [NoInstr(Unchecked = true, Justification = "assembly")] extern static void Stub(int vector);
                    [AlwaysInline] void Inlined(int vector) { }
                    [Instrumentable] void Pinned(int vector) { }
                    protected virtual void Overridable(int vector) { }
                    void Trace(int vector) { }
                    void TraceAny(object any) { }
                    [NoInstr] void EnterAny(object any) { }
                    Action<int> Find() => Trace;
                    (Action<int>, Action<int>) Pair() => default;
                    [return: NoInstr] Action<int> Get() => slot!;
                    void Set([NoInstr] Action<int> handler) => slot = handler;
                    void SetAny<T>([NoInstr] T handler) where T : Delegate { }
                    void SetAny([NoInstr] Action<int> handler) { }
                    void SetAll([NoInstr] params Action<int>[] handlers) => slots = handlers;
                    void SetOptional([NoInstr] Action<int>? handler = null) => slot = handler;
                    void Accept(Handler handler) => slot = new Action<int>(handler);
                    static void Fill<T>(ref T slot) { }
                    static void Load<T>(out T slot) => slot = default!;
                    static void Peek<T>(in T slot) { }
                    static void Reset([NoInstr] ref Action<int>? slot) => slot = null;
                }

                [NoInstr] delegate void Handler(int vector);
                [NoInstr] delegate void Handler<in T>(T context);
                delegate void Register([NoInstr] Action<int> handler);
                delegate void RegisterAny(Action<int> handler);
                [return: NoInstr] delegate Action<int> Provider();
                struct Ops { [NoInstr] public Action<int> Enter; public Action<int> Exit; }
                record Handlers([property: NoInstr] Action<int> Enter, Action<int> Exit, [property: NoInstr] int Vector = 0);
                class Driver([NoInstr] Action<int>? handler = null) { [NoInstr] public Action<int>? Handler => handler; }
                class Generic<T> where T : Delegate { [NoInstr] public T? Handler; public T? Plain; }
                [NoInstr] static class Covered { public static void Enter(int vector) { } }
                static class Registration { public static void Register([NoInstr] this Action<int> handler) { } }
                [InlineArray(4)] struct Table { [NoInstr] Action<int> first; }
                [InlineArray(4)] struct PlainTable { Action<int> first; }
                unsafe struct Pointers { [NoInstr] public delegate*<int, void> Nmi; [NoInstr] public delegate*<int, void>* All; [NoInstr] public delegate*<int, void>[] Array; }
                """,
        };
        await test.RunAsync();
    }
}
