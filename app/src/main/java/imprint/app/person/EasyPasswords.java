package imprint.app.person;

import java.util.Locale;
import java.util.regex.Pattern;

/** Passwords that are long enough, and tried first by whoever guesses. */
final class EasyPasswords {

    private static final int FEWEST_CHARACTERS = 5;
    private static final Pattern DIGITS_ALONE = Pattern.compile("[\\d\\s\\p{Punct}]*");
    private static final Pattern REPEATED = Pattern.compile("(.{1,7})\\1+");

    /** What the lists of leaked passwords are full of, in letters alone; often followed by a few digits. */
    private static final Pattern WELL_KNOWN = Pattern.compile("""
            (?:password|passwort|passwd|pass|pwd|motdepasse|contrasena|senha|parola|wachtwoord|haslo|secret|geheim|key|
            admin|administrator|root|user|guest|test|demo|default|login|system|server|master|imprint|operator|auditor|
            changeme|changeit|letmein|openme|opensesame|welcome|willkommen|hello|hallo|bonjour|hola|
            qwerty|qwertyuiop|qwertz|qwertzuiop|azerty|azertyuiop|asdf|asdfgh|asdfghjkl|zxcv|zxcvbnm|yxcvbnm|uiop|
            qaz|wsx|edc|rfv|tgb|qazwsx|qwer|wert|abc|abcd|abcdef|abcdefgh|abcdefghijkl|xyz|
            iloveyou|loveyou|love|lovely|princess|prince|sunshine|shadow|dragon|monkey|football|baseball|basketball|
            soccer|hockey|superman|batman|spiderman|starwars|pokemon|naruto|trustno|whatever|freedom|
            michael|jessica|jennifer|jordan|daniel|ashley|charlie|thomas|andrew|michelle|nicole|
            computer|internet|google|facebook|samsung|microsoft|windows|linux|ubuntu|
            summer|winter|spring|autumn|sommer|january|monday|
            mustang|ferrari|porsche|cheese|chocolate|cookie|flower|banana|killer|ninja|matrix|access|
            my|the|is|new)+""".replaceAll("\\s", ""));

    private EasyPasswords() {}

    static boolean isEasy(String name, String password) {
        var plain = password.toLowerCase(Locale.ROOT).replace(name.toLowerCase(Locale.ROOT), "");
        return plain.codePoints().filter(c -> !isBlank(c)).distinct().count() < FEWEST_CHARACTERS
                || DIGITS_ALONE.matcher(plain).matches()
                || REPEATED.matcher(plain).matches()
                || WELL_KNOWN.matcher(letters(plain)).matches()
                || WELL_KNOWN.matcher(letters(spelt(plain))).matches();
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    /** With letters for the digits and signs that are written in their place, but not for those at its ends. */
    private static String spelt(String password) {
        return password.replaceAll("^[\\d\\p{Punct}\\s]+|[\\d\\p{Punct}\\s]+$", "")
                .replace('0', 'o')
                .replace('1', 'i')
                .replace('!', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('@', 'a')
                .replace('5', 's')
                .replace('$', 's')
                .replace('7', 't');
    }

    private static String letters(String password) {
        return password.replaceAll("[\\d\\p{Punct}\\s]", "");
    }
}
