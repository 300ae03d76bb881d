using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>Conversions and operators: an operator that a token names is 101, one that the compiler picks is 103.</summary>
public partial class InsertedCallTests
{
    [Theory]
    [InlineData("number = {|NOINSTR103:handle|};")]
    [InlineData("Use({|NOINSTR103:handle|});")]
    [InlineData("Wide({|NOINSTR103:handle|});")]
    [InlineData("handle = {|NOINSTR103:number|};")]
    [InlineData("int? lifted = {|NOINSTR103:maybe|};")]
    [InlineData("number = user ? {|NOINSTR103:handle|} : 1;")]
    [InlineData("number += {|NOINSTR103:added|};")]
    [InlineData("load = {|NOINSTR103:number|};")]
    [InlineData("_ = ({|NOINSTR101:int|})handle;")]
    [InlineData("_ = ({|NOINSTR101:long|})handle;")]
    [InlineData("number = ({|NOINSTR101:int|})load;")]
    [InlineData("number = ticket;")]
    [InlineData("_ = (int)ticket;")]
    [InlineData("load = 5; const decimal Full = 1m + 2m;")]
    [InlineData("long wide = number; wide = (short)wide; _ = (char)number; nint address = number;")]
    [InlineData("object o = name; name = (string)o; _ = o as string; number = (int)o; int? some = number; _ = (int?)some;")]
    [InlineData("Span(irqs); Letters(name); Letters(\"idle\"); ReadOnlySpan<int> span = irqs; Span<int> writable = irqs;")]
    public Task Conversion_CallsItsOperator(string body) => VerifyOperatorAsync(body);

    [Theory]
    [InlineData("_ = handle {|NOINSTR101:+|} handle;")]
    [InlineData("_ = checked(handle {|NOINSTR101:+|} handle);")]
    [InlineData("_ = {|NOINSTR101:-|}handle;")]
    [InlineData("_ = maybe {|NOINSTR101:+|} maybe;")]
    [InlineData("handle {|NOINSTR101:+=|} handle;")]
    [InlineData("handle {|NOINSTR101:+=|} {|NOINSTR103:number|};")]
    [InlineData("{|NOINSTR103:number|} {|NOINSTR101:+=|} handle;")]
    [InlineData("counter {|NOINSTR101:+=|} counter;")]
    [InlineData("{|NOINSTR103:widening|} {|NOINSTR101:+=|} widening;")]
    [InlineData("{|NOINSTR103:handle|}++;")]
    [InlineData("--{|NOINSTR103:handle|};")]
    [InlineData("_ = -ticket; ticket += ticket;")]
    [InlineData("load = {|NOINSTR101:-|}load;")]
    [InlineData("load{|NOINSTR101:++|};")]
    [InlineData("load = +load;")]
    [InlineData("decimal? some = load; some = some {|NOINSTR101:*|} load; user = some {|NOINSTR101:>=|} load; some = {|NOINSTR101:-|}some; user = some == null;")]
    [InlineData("user = root {|NOINSTR101:==|} root; user = root != null;")]
    [InlineData("number = checked(number + number) / number; number++; number <<= 1;")]
    [InlineData("mode |= mode; mode++; user = mode == DayOfWeek.Monday; _ = ~mode;")]
    public Task Operator_IsNamedByItsToken(string body) => VerifyOperatorAsync(body);

    [Theory]
    [InlineData("if ({|NOINSTR103:flag|}) Enter();")]
    [InlineData("while ({|NOINSTR103:flag|}) Enter();")]
    [InlineData("do Enter(); while ({|NOINSTR103:flag|});")]
    [InlineData("for (; {|NOINSTR103:flag|};) Enter();")]
    [InlineData("_ = {|NOINSTR103:flag|} ? 1 : 2;")]
    [InlineData("_ = flag {|NOINSTR101:&|} flag;")]
    [InlineData("_ = {|NOINSTR103:flag|} {|NOINSTR101:&&|} flag;")]
    [InlineData("_ = {|NOINSTR103:flag|} {|NOINSTR101:|||} flag;")]
    [InlineData("if (safeFlag) Enter(); _ = safeFlag && safeFlag;")]
    [InlineData("if (!user && number > 1) Enter();")]
    public Task Condition_CallsOperatorTrue(string body) => VerifyOperatorAsync(body);

    [Theory]
    [InlineData("_ = pair {|NOINSTR103:==|} pair;")]
    [InlineData("_ = (cpu, 1) {|NOINSTR103:!=|} (cpu, 2);")]
    [InlineData("_ = (name, 1) {|NOINSTR103:==|} (name, 2);")]
    [InlineData("_ = (1, (name, 2)) {|NOINSTR103:==|} (1, (name, 2));")]
    [InlineData("_ = (thing, 1) {|NOINSTR102:==|} (thing, 1);")]
    [InlineData("_ = (1, 2) == (number, 2); _ = (user, 'c') != (user, 'd'); _ = (null as object, 1) == (null, 1);")]
    [InlineData("_ = (safeCpu, 1) == (safeCpu, 1);")]
    [InlineData("(long, int) wide = (number, number);")]
    [InlineData("(int, int) both = ({|NOINSTR103:handle|}, 1);")]
    [InlineData("var held = (handle, 1); (int, int) both = {|NOINSTR103:held|};")]
    [InlineData("(int, int) both = tickets;")]
    [InlineData("(object, int) both = ({|NOINSTR104:number|}, 1);")]
    [InlineData("var plain = (number, user); (object, bool) both = {|NOINSTR104:plain|};")]
    [InlineData("var (first, second) = (number, user); (first, second) = (second ? 1 : 2, first == 1);")]
    public Task Tuple_ConvertsAndComparesItsElements(string body) => VerifyOperatorAsync(body);

    [Theory]
    [InlineData("thing.{|NOINSTR102:Run|}();")]
    [InlineData("_ = thing.{|NOINSTR102:Size|}; thing.{|NOINSTR102:Size|} = 1; _ = thing{|NOINSTR102:[0]|};")]
    [InlineData("_ = thing {|NOINSTR102:+|} 1; _ = {|NOINSTR102:-|}thing; thing{|NOINSTR102:++|}; thing {|NOINSTR102:+=|} 1;")]
    [InlineData("number = {|NOINSTR102:thing|};")]
    [InlineData("if ({|NOINSTR102:thing|}) Enter();")]
    [InlineData("{|NOINSTR102:Use|}(thing);")]
    [InlineData("object o = thing;")]
    public Task Dynamic_IsIndirect(string body) => VerifyOperatorAsync(body);

    [Theory]
    [InlineData("_ = clock.{|NOINSTR102:Read|}(); _ = clock.ReadSafely();")]
    [InlineData("_ = clock.{|NOINSTR102:Now|}; _ = clock.SafeNow;")]
    [InlineData("_ = added {|NOINSTR102:+|} added; added {|NOINSTR102:+=|} added; added{|NOINSTR102:++|};")]
    [InlineData("number = {|NOINSTR103:added|};")]
    [InlineData("if ({|NOINSTR103:added|}) Enter();")]
    [InlineData("_ = T.{|NOINSTR102:Zero|}; _ = T.SafeZero;")]
    [InlineData("{|NOINSTR103:using|} (added) { }")]
    public Task InterfaceMember_IsIndirect(string body) => VerifyOperatorAsync(body);

    private static Task VerifyOperatorAsync(string body) => Verify.VerifyAnalyzerAsync($$"""
        #pragma warning disable CS0219, CS0660, CS0661, CS1718
        using System;
        using NoInstr;

        class Entry
        {
            [NoInstr] void M<T>(bool user, dynamic thing, IClock clock, T added) where T : IAdded<T> { {{body}} }

            int number;
            int[] irqs = null!;
            string name = null!;
            decimal load;
            DayOfWeek mode;
            Delegate root = null!;
            Handle handle;
            Handle? maybe;
            Ticket ticket;
            (Ticket, int) tickets;
            Counter counter;
            Widening widening;
            Flag flag;
            SafeFlag safeFlag;
            Cpu cpu = null!;
            SafeCpu safeCpu = null!;
            (Cpu, int) pair;

            [NoInstr] void Enter() { }
            [NoInstr] void Use(int vector) { }
            [NoInstr] void Wide(long vector) { }
            [NoInstr] void Span(ReadOnlySpan<int> vectors) { }
            [NoInstr] void Letters(ReadOnlySpan<char> name) { }
        }

        struct Handle
        {
            public static implicit operator int(Handle handle) => 0;
            public static implicit operator Handle(int number) => default;
            public static explicit operator long(Handle handle) => 0;
            public static Handle operator +(Handle left, Handle right) => left;
            public static Handle operator checked +(Handle left, Handle right) => left;
            public static Handle operator -(Handle operand) => operand;
        }

        [NoInstr] struct Ticket { public static implicit operator int(Ticket ticket) => 0; public static Ticket operator -(Ticket ticket) => ticket; public static Ticket operator +(Ticket left, Ticket right) => left; }
        struct Counter { public static Counter operator +(Counter left, Counter right) => left; }
        struct Widening { public static Counter operator +(Widening left, Widening right) => default; public static implicit operator Widening(Counter counter) => default; }
        struct Flag { public static bool operator true(Flag flag) => true; public static bool operator false(Flag flag) => false; public static Flag operator &(Flag left, Flag right) => left; public static Flag operator |(Flag left, Flag right) => left; }
        [NoInstr] struct SafeFlag { public static bool operator true(SafeFlag flag) => true; public static bool operator false(SafeFlag flag) => false; public static SafeFlag operator &(SafeFlag left, SafeFlag right) => left; }
        class Cpu { public static bool operator ==(Cpu left, Cpu right) => true; public static bool operator !=(Cpu left, Cpu right) => false; }
        [NoInstr] class SafeCpu { public static bool operator ==(SafeCpu left, SafeCpu right) => true; public static bool operator !=(SafeCpu left, SafeCpu right) => false; }

        interface IClock { int Read() => 0; int Now => 0; [NoInstr] int ReadSafely() => 0; [NoInstr] int SafeNow => 0; }
        interface IAdded<T> : IDisposable where T : IAdded<T>
        {
            static abstract T Zero { get; }
            [NoInstr] static abstract T SafeZero { get; }
            static abstract T operator +(T left, T right);
            static abstract T operator ++(T operand);
            static abstract implicit operator int(T operand);
            static abstract bool operator true(T operand);
            static abstract bool operator false(T operand);
        }
        """);
}
