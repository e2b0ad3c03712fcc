// Asks veraPDF whether files conform. Run from source, with the validator's classes on the class path:
//   java -cp ... VeraCheck.java ua1|3a FILE...
// Prints one line a file (PASS or FAIL) and one for each rule that is broken; ends with 1 if any file fails.

import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class VeraCheck {
    public static void main(String[] arguments) throws Exception {
        // The validator looks for its XML classes by the thread's loader, which is not its own when run from source.
        Thread.currentThread().setContextClassLoader(VeraGreenfieldFoundryProvider.class.getClassLoader());
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[0]);
        boolean failed = false;
        for (int i = 1; i < arguments.length; i++) {
            try (PDFAParser parser =
                    Foundries.defaultInstance().createParser(new FileInputStream(arguments[i]), flavour)) {
                ValidationResult result =
                        Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
                failed |= !result.isCompliant();
                System.out.println(
                        (result.isCompliant() ? "PASS " : "FAIL ")
                                + result.getTotalAssertions() + " checks " + arguments[i]);
                for (TestAssertion assertion : result.getTestAssertions()) {
                    if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                        System.out.println(
                                "  " + assertion.getRuleId().getClause()
                                        + "-" + assertion.getRuleId().getTestNumber()
                                        + " " + assertion.getMessage());
                    }
                }
            }
        }
        System.exit(failed ? 1 : 0);
    }
}
