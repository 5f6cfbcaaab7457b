/**
 * The nodes that mathjs' parser builds. mathjs' own bring evaluation, printing and LaTeX along, 100 KB that nothing here
 * asks for; its parser takes any classes under these names. evaluate.ts reads the first group and refuses the rest by name.
 */
export interface ExpressionNode {
  /** `OperatorNode` and so on: the name of the class. */
  readonly type: string;
  readonly value?: unknown;
  readonly name?: unknown;
  readonly op?: string;
  readonly args?: readonly ExpressionNode[];
  readonly content?: ExpressionNode;
  readonly fn?: ExpressionNode | string;
  readonly condition?: ExpressionNode;
  readonly trueExpr?: ExpressionNode;
  readonly falseExpr?: ExpressionNode;
}

type NodeClass = new (...parts: never[]) => ExpressionNode;

/** A class whose instances keep the constructor's arguments under `fields`; mathjs knows a node by `isNode` and `isXNode`. */
function nodeClass(type: string, ...fields: readonly string[]): NodeClass {
  class Node {
    constructor(...parts: readonly unknown[]) {
      for (const [i, field] of fields.entries())
        Object.defineProperty(this, field, { value: parts[i], enumerable: true });
    }
  }
  Object.assign(Node.prototype, { type, isNode: true, [`is${type}`]: true });
  return Node as unknown as NodeClass;
}

/** By the names under which `createParse` asks for them. */
export const nodeClasses: Readonly<Record<string, NodeClass>> = {
  ConstantNode: nodeClass('ConstantNode', 'value'),
  SymbolNode: nodeClass('SymbolNode', 'name'),
  ParenthesisNode: nodeClass('ParenthesisNode', 'content'),
  OperatorNode: nodeClass('OperatorNode', 'op', 'fn', 'args'),
  FunctionNode: nodeClass('FunctionNode', 'fn', 'args'),
  ConditionalNode: nodeClass('ConditionalNode', 'condition', 'trueExpr', 'falseExpr'),

  AccessorNode: nodeClass('AccessorNode', 'object', 'index'),
  ArrayNode: nodeClass('ArrayNode'),
  AssignmentNode: nodeClass('AssignmentNode'),
  BlockNode: nodeClass('BlockNode'),
  FunctionAssignmentNode: nodeClass('FunctionAssignmentNode'),
  IndexNode: nodeClass('IndexNode'),
  ObjectNode: nodeClass('ObjectNode'),
  RangeNode: nodeClass('RangeNode'),
  RelationalNode: nodeClass('RelationalNode'),
};
