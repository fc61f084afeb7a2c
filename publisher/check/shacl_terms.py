"""The terms of SHACL 1.0 (Core, SPARQL, Advanced Features), and those of 1.2 that are refused.

https://www.w3.org/TR/shacl/ and https://www.w3.org/TR/shacl-af/
"""

from typing import Final

SHACL_TERMS: Final = frozenset(
    # One text, since a hundred and seventy names one a line are not easier to read.
    """
    AbstractResult AndConstraintComponent BlankNode BlankNodeOrIRI
    BlankNodeOrLiteral ClassConstraintComponent ClosedConstraintComponent ConstraintComponent
    DatatypeConstraintComponent DisjointConstraintComponent EqualsConstraintComponent
    ExpressionConstraintComponent Function HasValueConstraintComponent IRI IRIOrLiteral Info
    InConstraintComponent JSConstraint JSLibrary LanguageInConstraintComponent
    LessThanConstraintComponent LessThanOrEqualsConstraintComponent Literal
    MaxCountConstraintComponent MaxExclusiveConstraintComponent MaxInclusiveConstraintComponent
    MaxLengthConstraintComponent MinCountConstraintComponent MinExclusiveConstraintComponent
    MinInclusiveConstraintComponent MinLengthConstraintComponent NodeConstraintComponent
    NodeKind NodeKindConstraintComponent NodeShape NotConstraintComponent OrConstraintComponent
    Parameter Parameterizable PatternConstraintComponent PrefixDeclaration
    PropertyConstraintComponent PropertyGroup PropertyShape
    QualifiedMaxCountConstraintComponent QualifiedMinCountConstraintComponent ResultAnnotation
    Rule SPARQLAskExecutable SPARQLAskValidator SPARQLConstraint SPARQLConstraintComponent
    SPARQLConstructExecutable SPARQLExecutable SPARQLFunction SPARQLRule SPARQLSelectExecutable
    SPARQLSelectValidator SPARQLTarget SPARQLTargetType SPARQLUpdateExecutable Severity Shape
    Target TargetType TripleRule UniqueLangConstraintComponent ValidationReport ValidationResult
    Validator Violation Warning XoneConstraintComponent
    alternativePath and annotationProperty annotationValue annotationVarName ask class closed
    condition conforms construct datatype deactivated declare defaultValue description detail
    disjoint entailment equals expression filterShape flags focusNode group hasValue
    ignoredProperties in intersection inversePath labelTemplate languageIn lessThan
    lessThanOrEquals maxCount maxExclusive maxInclusive maxLength message minCount minExclusive
    minInclusive minLength name namespace node nodeKind nodeValidator nodes not object
    oneOrMorePath optional or order parameter path pattern predicate prefix prefixes property
    propertyValidator qualifiedMaxCount qualifiedMinCount qualifiedValueShape
    qualifiedValueShapesDisjoint result resultAnnotation resultMessage resultPath
    resultSeverity returnType rule select severity shapesGraph shapesGraphWellFormed
    sourceConstraint sourceConstraintComponent sourceShape sparql subject suggestedShapesGraph
    target targetClass targetNode targetObjectsOf targetSubjectsOf this union uniqueLang update
    validator value xone zeroOrMorePath zeroOrOnePath
    """.split(),  # noqa: SIM905
)

SHACL_12_TERMS: Final = frozenset(
    """
    codeIdentifier memberShape minListLength maxListLength reifierShape reificationRequired
    rootClass singleLine someValue subsetOf targetWhere uniqueMembers uniqueValuesFor
    nodeByExpression Debug Trace shape
    """.split(),  # noqa: SIM905
)
