using System.Buffers.Binary;
using System.Reflection.Emit;

namespace NoInstr.Oracle.Il;

/// <summary>An instruction; the token is 0 where the operand is none.</summary>
internal readonly record struct Instruction(int Offset, OpCode OpCode, int Token);

/// <summary>The bytes of a method body → its instructions.</summary>
internal static class Instructions
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => field.GetValue(null))
        .OfType<OpCode>()
        .ToDictionary(code => code.Value);

    public static IEnumerable<Instruction> Decode(byte[] il)
    {
        var position = 0;
        while (position < il.Length)
        {
            var offset = position;
            short value = il[position++];
            if (value == 0xfe)
            {
                value = unchecked((short)(0xfe00 | il[position++]));
            }

            var code = OpCodesByValue[value];
            var size = SizeOf(code.OperandType, il.AsSpan(position));
            yield return new Instruction(offset, code, HasToken(code.OperandType) ? BinaryPrimitives.ReadInt32LittleEndian(il.AsSpan(position)) : 0);
            position += size;
        }
    }

    private static int SizeOf(OperandType operand, ReadOnlySpan<byte> rest) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(rest)),
        _ => 4,
    };

    private static bool HasToken(OperandType operand) =>
        operand is OperandType.InlineMethod or OperandType.InlineType or OperandType.InlineTok or OperandType.InlineField or OperandType.InlineSig;
}
