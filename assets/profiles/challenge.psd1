# The nine imaging conditions of the field's benchmarks in equal parts; docs/conditions.md says what each is drawn from.
@{
    Summary = 'Each of the nine imaging conditions as often'
    Stages  = @(
        @{ Kind = 'paper'; Vendor = 'Any'; PaperSize = @{ Choice = 'Letter', 'A4' }; Dpi = 200 }
        @{ Kind = 'printedText'; Probability = 0.9 }
        @{ Kind = 'condition'; Condition = @{ Choice = 'Original', 'Scan', 'ScanGray', 'Photo', 'ScreenPhoto', 'Stained', 'Damaged', 'Mould', 'MouldGray' } }
    )
}
